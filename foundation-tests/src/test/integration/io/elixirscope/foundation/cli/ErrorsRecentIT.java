package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorsRecentIT {
    @TempDir
    private Path data;

    @BeforeEach
    void leaveTwoErrorsBehind() {
        try (var foundation = Foundation.builder().dataDirectory(data).start().orElseThrow()) {
            var context = foundation.newContext("checkout").withCorrelationId("order-7");
            foundation.errors().record(FoundationError.of(FoundationErrorType.FORMAT_ERROR, "first"));
            foundation
                    .errors()
                    .record(FoundationError.of(FoundationErrorType.TIMEOUT, "second")
                            .in(context));
        }
    }

    @Test
    void showsTheNewestFirst() {
        var run = Cli.run("errors", "recent", "--data", data);
        assertThat(run.code()).isZero();
        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().getFirst()).contains("[E301 timeout] second", "correlation order-7");
        assertThat(run.lines().getLast()).contains("[D202 format_error] first");
    }

    @Test
    void showsWholeReports() {
        assertThat(Cli.run("errors", "recent", "--data", data, "--limit", 1, "--report")
                        .out())
                .contains("E301 timeout (medium)", "What happened on the way:", "checkout", "What to do:")
                .doesNotContain("format_error");
    }

    @Test
    void printsThemAsJson() {
        var run = Cli.run("errors", "recent", "--data", data, "--json");
        assertThat(run.lines()).hasSize(2);
        assertThat(EventsVerbCase.json(run.lines().getFirst())).containsKeys("time", "position", "error");
    }
}
