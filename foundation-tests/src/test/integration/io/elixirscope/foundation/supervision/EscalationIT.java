package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Severity;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.testkit.ManualClock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Errors too severe for a restart.
@Timeout(60)
final class EscalationIT {
    private static final FoundationError CORRUPT =
            FoundationError.of(FoundationErrorType.DATA_CORRUPTION, "page 7 is damaged");

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final Probe.Log log = new Probe.Log();
    private final GenServer<Probe, List<String>> a = Probe.server("a", log);
    private final GenServer<Probe, List<String>> b = Probe.server("b", log);
    private final Supervisor group = Supervisor.named("group")
            .strategy(RestartStrategy.ONE_FOR_ALL)
            .escalateOn(Severity.CRITICAL)
            .child(a)
            .child(b)
            .build();

    @AfterEach
    void close() {
        stage.close();
    }

    private void crash(GenServer<?, ?> server, RuntimeException thrown) {
        @SuppressWarnings("unchecked")
        var probe = (GenServer<Probe, Object>) server;
        stage.ref(probe).cast(new Probe.CrashLater(thrown)).orElseThrow();
        clock.settle();
    }

    @Test
    void aCriticalErrorEndsTheGroupAtOnceWithItsReason() {
        var recorded = stage.listen("elixir_scope.error.occurred");
        var gaveUp = stage.listen("elixir_scope.supervisor.gave_up");
        var tree = stage.start(group);
        crash(a, CORRUPT.toException());
        var end = (TreeEnd.Failed) tree.ended().orElseThrow();
        assertThat(end.error().type()).isEqualTo(FoundationErrorType.SUPERVISOR_ESCALATED);
        assertThat(end.error().message())
                .isEqualTo("Supervisor group gave up: its child a ended with an error of severity CRITICAL");
        assertThat(end.error().origin().type()).isEqualTo(FoundationErrorType.DATA_CORRUPTION);
        assertThat(log.inits).hasValue(2);
        assertThat(log.lines).endsWith("terminate a", "terminate b");
        assertThat(gaveUp).hasSize(1);
        assertThat(recorded).extracting(told -> told.attribute("code")).contains("S421");
    }

    @Test
    void anyOtherExceptionIsRestarted() {
        var tree = stage.start(group);
        crash(a, new IllegalStateException("boom"));
        crash(
                a,
                FoundationError.of(FoundationErrorType.SERVICE_UNAVAILABLE, "later")
                        .toException());
        assertThat(tree.ended()).isEmpty();
        assertThat(stage.ref(a).available()).isTrue();
    }

    @Test
    void theParentDecidesAboutTheGroup() {
        var tree = stage.start(Supervisor.named("root").child(group).build());
        crash(a, CORRUPT.toException());
        assertThat(tree.ended()).isEmpty();
        assertThat(tree.children().getFirst().restarts()).isOne();
        assertThat(stage.ref(a).available()).isTrue();
    }

    @Test
    void aParentThatEscalatesTooHearsOfTheChildsError() {
        var tree = stage.start(Supervisor.named("root")
                .escalateOn(Severity.CRITICAL)
                .child(group, child -> child.restart(RestartType.TRANSIENT))
                .build());
        crash(b, CORRUPT.toException());
        var end = (TreeEnd.Failed) tree.ended().orElseThrow();
        assertThat(end.error().message()).contains("root", "its child group");
        assertThat(end.error().origin().type()).isEqualTo(FoundationErrorType.DATA_CORRUPTION);
    }

    @Test
    void aParentThatEscalatesRestartsAGroupThatWasOnlyRestartedTooOften() {
        var often = Supervisor.named("often")
                .intensity(0, java.time.Duration.ofSeconds(1))
                .child(a)
                .build();
        var tree = stage.start(Supervisor.named("root")
                .escalateOn(Severity.CRITICAL)
                .child(often)
                .build());
        crash(a, new IllegalStateException("boom"));
        assertThat(tree.ended()).isEmpty();
        assertThat(tree.children().getFirst().restarts()).isOne();
    }

    @Test
    void anInitThatFailsEscalatesByItsOwnError() {
        var starts = new AtomicInteger();
        var reader = GenServer.named("reader", Probe.class)
                .init(_ -> starts.incrementAndGet() == 1 ? Init.ready("") : Init.failed(CORRUPT))
                .handle((message, state, _) -> switch (message) {
                    case Probe.CrashLater crash -> throw crash.thrown();
                    default -> Reply.ok(0, state);
                })
                .build();
        var tree = stage.start(Supervisor.named("root")
                .escalateOn(Severity.CRITICAL)
                .child(reader)
                .build());
        crash(reader, new IllegalStateException("boom"));
        assertThat(starts).hasValue(2);
        assertThat(tree.ended())
                .containsInstanceOf(TreeEnd.Failed.class)
                .hasValueSatisfying(
                        end -> assertThat(((TreeEnd.Failed) end).error().type())
                                .isEqualTo(FoundationErrorType.SUPERVISOR_ESCALATED));
    }

    @Test
    void anInitThatThrowsIsNoMoreThanACrash() {
        var starts = new AtomicInteger();
        var shaky = GenServer.named("shaky", Probe.class)
                .init(_ -> {
                    if (starts.incrementAndGet() == 2) {
                        throw new IllegalStateException("not yet");
                    }
                    return Init.ready("");
                })
                .handle((message, state, _) -> switch (message) {
                    case Probe.CrashLater crash -> throw crash.thrown();
                    default -> Reply.ok(0, state);
                })
                .build();
        var tree = stage.start(Supervisor.named("root")
                .escalateOn(Severity.CRITICAL)
                .child(shaky)
                .build());
        crash(shaky, new IllegalStateException("boom"));
        assertThat(tree.ended()).isEmpty();
        assertThat(starts).hasValue(3);
    }
}
