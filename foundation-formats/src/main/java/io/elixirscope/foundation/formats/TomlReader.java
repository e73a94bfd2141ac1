package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.config.ConfigProblem;
import io.elixirscope.foundation.config.ConfigReading;
import io.elixirscope.foundation.error.FoundationErrorType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlVersion;

/// Reads a TOML text. A key given twice is a problem beside the entries, any other error ends the
/// reading. Used once, by one thread.
final class TomlReader {
    private static final TomlParseOptions OPTIONS =
            TomlParseOptions.sourceless().withVersion(TomlVersion.V1_0_0).withMaxNestingDepth(SettingEntries.DEEPEST);
    private static final Pattern TWICE =
            Pattern.compile("(?s)(.*?)(?: is not a table)? \\(?previously defined at line (\\d+), column (\\d+)\\)?");
    private static final Pattern TOKEN = Pattern.compile("(?s)^Unexpected '.*', expected");

    private final SourceText source;
    private final TomlText text;

    private TomlReader(SourceText source) {
        this.source = source;
        this.text = new TomlText(source.text());
    }

    static ConfigReading read(String file, String text) {
        return new TomlReader(new SourceText(file, text)).read();
    }

    private ConfigReading read() {
        var result = Toml.parse(source.text(), OPTIONS);
        var twice = new ArrayList<ConfigProblem>();
        var errors = result.errors().stream()
                .sorted(Comparator.comparingInt(this::offset))
                .toList();
        for (var error : errors) {
            var words = TWICE.matcher(error.getMessage());
            if (!words.matches() || twice.size() == SettingEntries.MOST) {
                return new ConfigReading(List.of(), List.of(broken(error)));
            }
            var before = text.offset(Integer.parseInt(words.group(2)), Integer.parseInt(words.group(3)));
            twice.add(new ConfigProblem(
                    FoundationErrorType.INVALID_CONFIG_STRUCTURE,
                    words.group(1),
                    words.group(1) + " is given twice, first in " + source.place(before),
                    source.broken(offset(error))));
        }
        var reading = SettingEntries.read(source, () -> new TomlTree(text).section(result, 0, 1));
        twice.addAll(reading.problems());
        return new ConfigReading(reading.entries(), twice);
    }

    private int offset(TomlParseError error) {
        return text.offset(error.position().line(), error.position().column());
    }

    private ConfigProblem broken(TomlParseError error) {
        return SettingEntries.broken(source, new BrokenText(offset(error), "is not TOML: " + rule(error)));
    }

    /// The parser's words without the tokens of the text, which may be part of a secret.
    private static String rule(TomlParseError error) {
        return TOKEN.matcher(error.getMessage()).replaceFirst("expected");
    }
}
