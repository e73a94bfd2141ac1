package io.elixirscope.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.cli.FoundationCommand;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Documents name only verbs that there are.
class VerbsSmokeTest {
    private static final Pattern COMMAND = Pattern.compile("\\./foundation ([a-z]+)(?: ([a-z]+))?");
    private static final Pattern ADVICE = Pattern.compile("`foundation ([a-z]+)(?: ([a-z]+))?");
    private static final Set<String> OF_THE_SCRIPT = Set.of("demo", "test", "bench");

    @Test
    void namesNoVerbThatIsNotThere() {
        assertThat(Document.all())
                .allSatisfy(document -> assertThat(unknown(document.text(), COMMAND))
                        .as(document.file().toString())
                        .isEmpty());
    }

    @Test
    void theErrorPageAdvisesNoVerbThatIsNotThere() {
        var page = Document.of("docs/errors.md").text();

        assertThat(named(page, ADVICE)).contains("health", "tree");
        assertThat(unknown(page, ADVICE)).isEmpty();
    }

    private static Set<String> named(String text, Pattern pattern) {
        var found = new TreeSet<String>();
        pattern.matcher(text).results().forEach(match -> {
            var command = commands().getSubcommands().get(match.group(1));
            boolean isGroup = command == null || !command.getSubcommands().isEmpty();
            found.add(isGroup && match.group(2) != null ? match.group(1) + " " + match.group(2) : match.group(1));
        });
        return found;
    }

    private static Set<String> unknown(String text, Pattern pattern) {
        var unknown = named(text, pattern);
        unknown.removeIf(words -> isKnown(List.of(words.split(" "))));
        return unknown;
    }

    private static boolean isKnown(List<String> words) {
        if (OF_THE_SCRIPT.contains(words.getFirst())) {
            return true;
        }
        var group = commands().getSubcommands().get(words.getFirst());
        return group != null && (words.size() == 1 || group.getSubcommands().containsKey(words.get(1)));
    }

    private static CommandLine commands() {
        return new CommandLine(new FoundationCommand());
    }
}
