package io.elixirscope.foundation.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.telemetry.Emission;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Handlers that run for too long, on a clock that the test moves.
@Timeout(60)
@InEveryMode
final class WatchdogIT {
    private static final Duration LONG = Duration.ofDays(1_000);

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final GenServer<Probe, List<String>> busy = Probe.server("busy");
    private final GenServer<Probe, List<String>> caller = Probe.server("caller");
    private final AtomicBoolean enough = new AtomicBoolean();
    private BlockingQueue<Emission> heard;

    @BeforeEach
    void start() {
        heard = stage.listen("elixir_scope.server.stuck");
        stage.start(busy, caller);
    }

    @AfterEach
    void close() {
        enough.set(true);
        stage.close();
    }

    private Activity activity(GenServer<Probe, List<String>> server) {
        return ((ServerCell<?, ?>) stage.ref(server)).activity();
    }

    /// The caller of a handler that spins until it is enough.
    private CompletableFuture<Result<Object>> spins() throws InterruptedException {
        var began = new CountDownLatch(1);
        var answer = stage.async(() -> stage.ref(busy)
                .call(
                        new Probe.Run(_ -> {
                            spin(began);
                            return "done";
                        }),
                        LONG));
        began.await();
        return answer;
    }

    /// Opens `began` from within, so that whoever looks at the stack after that finds this method.
    private void spin(CountDownLatch began) {
        began.countDown();
        while (!enough.get()) {
            Thread.onSpinWait();
        }
    }

    private Emission awaitReport() {
        Emission told = heard.poll();
        while (told == null) {
            clock.jump(Duration.ofMillis(500));
            Thread.onSpinWait();
            told = heard.poll();
        }
        return told;
    }

    @Test
    void areToldOfWithTheirStack() throws Exception {
        var answer = spins();

        Emission told = awaitReport();

        assertThat(told.value()).isGreaterThan(Duration.ofSeconds(1).toNanos());
        assertThat(told.attributes()).containsEntry("server", "busy").containsEntry("message", "Run");
        assertThat(told.attributes().get("stack").toString()).contains("WatchdogIT.spin");
        assertThat(activity(busy).stuck()).isNotNull();
        assertThat(activity(caller).stuck()).isNull();

        enough.set(true);
        assertThat(answer.get()).isEqualTo(Result.ok("done"));
        assertThat(activity(busy).stuck()).as("when the handler has ended").isNull();
    }

    @Test
    void areToldOfOnce() throws Exception {
        var answer = spins();
        awaitReport();
        for (int i = 0; i < 20; i++) {
            clock.jump(Duration.ofSeconds(1));
        }
        enough.set(true);
        answer.get().orElseThrow();
        clock.settle();
        assertThat(heard).isEmpty();
    }

    @Test
    void areNotThoseThatWait() throws Exception {
        var began = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var waits = stage.async(() -> stage.ref(caller)
                .call(new Probe.Run(_ -> stage.ref(busy).call(new Probe.Hold(began, go), LONG)), LONG));
        began.await();

        clock.advance(Duration.ofSeconds(30));

        assertThat(heard).isEmpty();
        assertThat(activity(busy).runner()).isNotNull();
        go.countDown();
        assertThat(waits.get().succeeded()).isTrue();
    }

    @Test
    void areFoundAfterALongSilenceInWhichNobodyLooks() throws Exception {
        // looks twice a second would take hours of real time
        clock.advance(LONG);

        var answer = spins();
        awaitReport();

        enough.set(true);
        answer.get().orElseThrow();
    }

    @Test
    void areNotMadeOfManyShortOnes() {
        var server = stage.ref(busy);
        var again = new Probe.All();
        for (int i = 0; i < 200; i++) {
            assertThat(server.call(again)).isEqualTo(Result.ok(List.of()));
            clock.advance(Duration.ofMillis(20));
        }
        assertThat(heard).isEmpty();
        assertThat(activity(busy).messages()).isEqualTo(200);
    }
}
