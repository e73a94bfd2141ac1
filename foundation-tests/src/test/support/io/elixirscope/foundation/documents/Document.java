package io.elixirscope.foundation.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A markdown file of the repository, as far as its tests need it: links, headings, tables, blocks of code.
///
/// @param file the file
/// @param text its content
public record Document(Path file, String text) {
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\(([^)\\s]+)\\)");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```([a-z]*)\\n(.*?)^```$");
    private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");

    /// A link: its words and where it leads.
    ///
    /// @param words between the brackets
    /// @param target path, `#anchor` or both, or an address elsewhere
    public record Link(String words, String target) {
        boolean leadsElsewhere() {
            return target.startsWith("https://") || target.startsWith("http://");
        }
    }

    /// The repository's folder.
    public static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs/adr"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /// One document of the repository.
    public static Document of(String path) {
        return read(root().resolve(path));
    }

    /// Every document that people are sent to.
    public static List<Document> all() {
        var pages = Stream.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "samples/README.md")
                .map(root()::resolve);
        try (var docs = Files.walk(root().resolve("docs"))) {
            var below = docs.filter(path -> path.toString().endsWith(".md")).sorted();
            return Stream.concat(pages, below).map(Document::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document read(Path file) {
        try {
            return new Document(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The links outside of blocks of code.
    List<Link> links() {
        return links(prose());
    }

    static List<Link> links(String text) {
        return LINK.matcher(text)
                .results()
                .map(found -> new Link(found.group(1), found.group(2)))
                .toList();
    }

    /// The text without its blocks of code.
    String prose() {
        return FENCE.matcher(text).replaceAll("");
    }

    /// The anchors of its headings, as the repository's host makes them.
    Set<String> anchors() {
        var anchors = new TreeSet<String>();
        for (String line : prose().lines().toList()) {
            if (line.startsWith("#")) {
                var heading = line.replaceFirst("^#+\\s+", "").toLowerCase(Locale.ROOT);
                anchors.add(heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
            }
        }
        return anchors;
    }

    /// The blocks of code of a language.
    List<String> blocks(String language) {
        return FENCE.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /// The part below a heading, to the next heading of the same or a higher level.
    String section(String heading) {
        int begin = text.indexOf("\n" + heading + "\n");
        if (begin < 0) {
            throw new IllegalArgumentException(file + " has no heading \"" + heading + "\"");
        }
        int level = heading.indexOf(' ');
        var next = Pattern.compile("(?m)^#{1," + level + "} ").matcher(text);
        return text.substring(begin, next.find(begin + heading.length() + 1) ? next.start() : text.length());
    }

    /// Rows of tables whose first cell matches, as trimmed cells without the marks of code.
    List<List<String>> rows(Pattern firstCell) {
        var rows = new ArrayList<List<String>>();
        for (String line : prose().lines().toList()) {
            if (line.startsWith("|")) {
                var cells = Arrays.stream(CELL_END.split(line.substring(1)))
                        .map(String::strip)
                        .toList();
                if (firstCell.matcher(cells.getFirst()).matches()) {
                    rows.add(cells);
                }
            }
        }
        return rows;
    }
}
