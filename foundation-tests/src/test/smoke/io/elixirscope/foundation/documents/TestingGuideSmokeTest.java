package io.elixirscope.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.testkit.Deterministic;
import io.elixirscope.foundation.testkit.FoundationExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/// What docs/guides/testing.md shows is what compiles, and what it says of it holds.
class TestingGuideSmokeTest {
    private final Document guide = Document.of("docs/guides/testing.md");

    /// The guide's test that leaves a server behind.
    static class Leaking {
        @RegisterExtension
        final FoundationExtension extension = new FoundationExtension().patience(Duration.ofMillis(200));

        @Test
        void forgets(ServerRuntime runtime) {
            Supervisor.named("shop")
                    .child(TestingGuide.till())
                    .build()
                    .start(runtime)
                    .orElseThrow();
        }
    }

    private static TestExecutionSummary run(Class<?> tests) {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(tests))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    /// Every line of the guide's text is one of the message; "…" stands for what varies.
    private static void showsLinesOf(String text, String message) {
        List<String> lines = message.lines().map(String::strip).toList();
        assertThat(text.lines().map(String::strip).filter(line -> !line.equals("…")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(lines).anyMatch(real -> real.startsWith(line.replace("…", ""))));
    }

    @Test
    void showsTheCodeThatIsCompiled() {
        assertThat(guide.blocks("java")).containsExactlyElementsOf(ExampleCode.regions(TestingGuide.class));
    }

    @Test
    void itsTestsPass() {
        for (var tests :
                List.of(TestingGuide.TillTest.class, TestingGuide.ManualTime.class, TestingGuide.Crashes.class)) {
            var summary = run(tests);
            var failures = new StringWriter();
            summary.printFailuresTo(new PrintWriter(failures, true));
            assertThat(summary.getTestsSucceededCount()).as(failures.toString()).isPositive();
            assertThat(summary.getTestsFailedCount()).as(failures.toString()).isZero();
        }
        assertThat(TestingGuide.pay(new TestingGuide.Till.Pay(5), 10).state()).isEqualTo(15);
    }

    @Test
    void showsWhatALeakGives() {
        var failures = run(Leaking.class).getFailures();
        assertThat(failures).hasSize(1);
        showsLinesOf(
                guide.blocks("text").get(0), failures.getFirst().getException().getMessage());
    }

    @Test
    void showsWhatAFailingSeedGives() {
        assertThatThrownBy(() -> Deterministic.explore(300, TestingGuide::correctTwice))
                .satisfies(failed -> showsLinesOf(guide.blocks("text").get(1), failed.getMessage()));
    }
}
