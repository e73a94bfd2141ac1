package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.FoundationVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FoundationCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... args) {
        return FoundationCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", ""})
    void printsHelpWithTheVerbsOfTheScript(String args) {
        assertThat(args.isEmpty() ? execute() : execute(args)).isZero();
        assertThat(out.toString()).contains("Usage: foundation", "demo", "test", "bench");
    }

    @Test
    void printsTheVersion() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).contains("foundation " + FoundationVersion.TEXT);
    }

    @Test
    void refusesAnUnknownVerbWithCodeTwo() {
        assertThat(execute("no-such-verb")).isEqualTo(2);
        assertThat(err.toString()).contains("no-such-verb");
    }

    @Test
    void namesAnUnknownOptionAlsoWhereARequiredOneIsMissing() {
        assertThat(execute("events", "query", "--nonsense")).isEqualTo(2);
        assertThat(err.toString())
                .contains("Unknown option: '--nonsense'", "'--data=DIR'", "Usage: foundation events query");
    }
}
