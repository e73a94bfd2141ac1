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
        assertThat(parse()).isEqualTo(new BenchArguments.Measure(BUILT, Effort.QUICK, false));
    }

    @Test
    void takesOptionsAndGroupsInAnyOrder() {
        assertThat(parse("--json", "errors", "--full"))
                .isEqualTo(new BenchArguments.Measure(List.of("errors"), Effort.FULL, true));
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
    void wrongUsageIsExitTwoWithNothingOnStdout() {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit = new BenchCommand(new PrintStream(out), new PrintStream(err)).run(List.of("nosuch"));
        assertThat(exit).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("unknown group 'nosuch'", "Usage: foundation bench");
    }
}
