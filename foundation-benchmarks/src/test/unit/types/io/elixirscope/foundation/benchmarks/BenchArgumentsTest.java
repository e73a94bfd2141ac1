package io.elixirscope.foundation.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchArgumentsTest {
    private static final List<String> BUILT = List.of("errors");

    private static BenchArguments parse(String... arguments) {
        return BenchArguments.parse(List.of(arguments), BUILT);
    }

    @Test
    void measuresEveryBuiltGroupQuicklyByDefault() {
        assertThat(parse()).isEqualTo(new BenchArguments.Measure(BUILT, List.of(), Effort.QUICK, false));
    }

    @Test
    void takesOptionsAndGroupsInAnyOrder() {
        assertThat(parse("--json", "errors", "--full"))
                .isEqualTo(new BenchArguments.Measure(List.of("errors"), List.of(), Effort.FULL, true));
    }

    @Test
    void takesRowsByWhatTheirNamesContain() {
        assertThat(parse("--only", "call idle", "--only", "cast"))
                .isEqualTo(new BenchArguments.Measure(BUILT, List.of("call idle", "cast"), Effort.QUICK, false));
        assertThat(parse("--only"))
                .isEqualTo(new BenchArguments.Refused("--only takes a text that the name of a row contains"));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(parse("nosuch"))
                .isEqualTo(new BenchArguments.Refused(
                        "unknown group 'nosuch' (known: servers, errors, config, events, telemetry, start)"));
        assertThat(parse("servers"))
                .isEqualTo(new BenchArguments.Refused("the group 'servers' is not built yet (built: errors)"));
        assertThat(parse("--fast")).isEqualTo(new BenchArguments.Refused("unknown option '--fast'"));
        assertThat(parse("--quick", "--full"))
                .isEqualTo(new BenchArguments.Refused("--quick and --full exclude each other"));
    }

    @Test
    void rowsThatAreNotThereAreExitTwo() {
        var err = new ByteArrayOutputStream();
        int exit = new BenchCommand(new PrintStream(new ByteArrayOutputStream()), new PrintStream(err))
                .run(List.of("errors", "--only", "nosuch"));
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("foundation bench: no row of errors contains 'nosuch'");
    }

    @Test
    void wrongUsageIsExitTwoWithNothingOnStdout() {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit = new BenchCommand(new PrintStream(out), new PrintStream(err)).run(List.of("nosuch"));
        assertThat(exit).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("unknown group 'nosuch'", "Usage: foundation bench");
    }
}
