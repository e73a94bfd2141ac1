package io.elixirscope.foundation.server;

import static io.elixirscope.foundation.server.CallIT.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Servers that wait for a place in each other's mailboxes.
@Timeout(60)
final class BlockingCastIT {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Stage stage = Stage.system();
    private final GenServer<Probe, List<String>> a = Probe.server("a");
    private final GenServer<Probe, List<String>> b = Probe.queued("b", new Probe.Log())
            .mailbox(1, GenServer.Overflow.block(LONG))
            .build();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aCastThatWouldCloseACycleIsRefusedAtOnce() {
        stage.start(a, b);
        var running = new CountDownLatch(1);
        var full = new CountDownLatch(1);
        var calls = new CountDownLatch(1);
        // b calls a, which waits for a place that only b can free
        var outer = stage.async(() -> stage.ref(b)
                .call(
                        new Probe.Run(_ -> {
                            running.countDown();
                            full.await();
                            calls.countDown();
                            return stage.ref(a).call(new Probe.All(), LONG);
                        }),
                        LONG));
        Probe.await(running); // what fills b's mailbox must find b busy
        var inner = stage.async(() -> stage.ref(a)
                .call(
                        new Probe.Run(_ -> {
                            stage.ref(b).cast(new Probe.Note("fills it")).orElseThrow();
                            full.countDown();
                            calls.await();
                            return stage.ref(b).cast(new Probe.Note("waits"));
                        }),
                        LONG));
        List<Object> answers = List.of(inner.join().orElseThrow(), outer.join().orElseThrow());
        assertThat(answers)
                .filteredOn(each -> each instanceof Result.Err<?>)
                .isNotEmpty()
                .allSatisfy(each -> {
                    var error = errorOf((Result<?>) each);
                    assertThat(error.type()).isEqualTo(FoundationErrorType.CALL_CYCLE);
                    assertThat(error.message()).contains("a → b", "b → a");
                });
    }

    @Test
    void aHandlerOfANonBlockingServerDoesNotWait() {
        var quick = Probe.queued("quick", new Probe.Log()).nonBlocking().build();
        stage.start(quick, b);
        var began = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var held = stage.async(() -> stage.ref(b).call(new Probe.Hold(began, go), LONG));
        try {
            Probe.await(began);
            stage.ref(b).cast(new Probe.Note("fills it")).orElseThrow();
            Object refused = stage.ref(quick)
                    .call(new Probe.Run(_ -> stage.ref(b).cast(new Probe.Note("does not wait"))), LONG)
                    .orElseThrow();
            assertThat(errorOf((Result<?>) refused).type()).isEqualTo(FoundationErrorType.RESOURCE_EXHAUSTED);
        } finally {
            go.countDown();
        }
        assertThat(held.join().succeeded()).isTrue();
    }
}
