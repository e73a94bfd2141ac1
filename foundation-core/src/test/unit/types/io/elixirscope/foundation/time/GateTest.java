package io.elixirscope.foundation.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GateTest {
    private final Scheduler scheduler = Scheduler.system();
    private final Gate<String> gate = new Gate<>(scheduler);

    @Test
    void keepsTheFirstValue() {
        gate.open("first");
        gate.open("second");

        assertThat(gate.await()).isEqualTo("first");
    }

    @Test
    void wakesEveryoneWhoWaits() {
        var one = CompletableFuture.supplyAsync(gate::await);
        var other = CompletableFuture.supplyAsync(gate::await);

        gate.open("now");

        assertThat(one.join()).isEqualTo("now");
        assertThat(other.join()).isEqualTo("now");
    }

    @Test
    void keepsAnInterruptForLater() {
        var waited = new CompletableFuture<Boolean>();
        var waiting = scheduler.start("waiting", ThreadKind.PLATFORM, () -> {
            gate.await();
            waited.complete(Thread.currentThread().isInterrupted());
        });
        waiting.interrupt();
        gate.open("now");

        assertThat(waited.join()).isTrue();
    }

    @Test
    void endsAnInterruptibleWait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(gate::awaitInterruptibly).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
