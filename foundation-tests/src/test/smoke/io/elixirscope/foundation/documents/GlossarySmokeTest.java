package io.elixirscope.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The glossary's types are there, or it says that they come later.
class GlossarySmokeTest {
    private static final Pattern ANY = Pattern.compile("(?s).*");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern TYPE = Pattern.compile("(?<![\\w*@])[A-Z][a-z]\\w+");
    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w+)");
    private static final Set<String> OF_THE_JDK = Set.of("Throwable", "Duration", "ScopedValue", "Result");

    @Test
    void namesTypesThatAreThereOrSaysLater() {
        var there = Sources.find(DECLARED).stream().map(found -> found.group(1)).collect(Collectors.toSet());
        var rows = Document.of("docs/glossary.md").rows(ANY);
        var missing = new TreeSet<String>();
        for (var row : rows) {
            if (row.size() > 2 && !row.get(1).contains("later")) {
                types(row).stream().filter(type -> !there.contains(type)).forEach(missing::add);
            }
        }
        missing.removeAll(OF_THE_JDK);

        assertThat(rows).hasSizeGreaterThan(60);
        assertThat(missing).isEmpty();
    }

    private static List<String> types(List<String> row) {
        return CODE.matcher(row.get(1))
                .results()
                .flatMap(code -> TYPE.matcher(code.group(1)).results())
                .map(type -> type.group())
                .toList();
    }
}
