package io.elixirscope.foundation.server;

import static io.elixirscope.foundation.server.CallIT.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a server handles when nothing comes.
@Timeout(60)
@InEveryMode
final class IdleTimeoutIT {
    private static final Duration SECOND = Duration.ofSeconds(1);

    sealed interface Session {
        /// Waits for `idle` afterwards; not at all if it is negative.
        record Touch(Duration idle) implements Session, Call<Session, Integer> {}

        record Poke(Duration idle) implements Session, Cast<Session> {}

        record Hold(CountDownLatch began, CountDownLatch go) implements Session, Call<Session, Integer> {}

        record Chain(Duration idle) implements Session, Call<Session, Integer> {}

        record Crash() implements Session, Call<Session, Integer> {}

        record Expire(String why) implements Session, Cast<Session> {}
    }

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());

    @AfterEach
    void close() {
        stage.close();
    }

    private Server<Session, List<String>> started(Init<List<String>> first) {
        var definition = Mode.declare(GenServer.named("session", Session.class)
                        .init(_ -> first)
                        .handle(IdleTimeoutIT::step))
                .build();
        stage.start(definition);
        return stage.ref(definition);
    }

    private Server<Session, List<String>> started() {
        return started(Init.ready(List.of()));
    }

    private static Step<List<String>> step(Session message, List<String> state, ServerContext<Session> context) {
        return switch (message) {
            case Session.Touch touch -> touched(touch.reply(state.size(), state), touch.idle());
            case Session.Poke poke ->
                poke.idle().isNegative()
                        ? Next.state(state)
                        : Next.state(state).thenAfterIdle(poke.idle(), new Session.Expire("poked"));
            case Session.Hold hold -> {
                hold.began().countDown();
                Probe.await(hold.go());
                yield hold.reply(0, state);
            }
            case Session.Chain chain ->
                touched(chain.reply(0, state), chain.idle()).thenContinue(new Session.Expire("continued"));
            case Session.Crash _ -> throw new IllegalStateException("boom");
            case Session.Expire expire -> {
                String origin =
                        ErrorContext.current().orElseThrow().correlationId().equals("mine") ? " mine" : "";
                yield Next.state(List.of(expire.why() + state.size() + origin));
            }
        };
    }

    private static Reply<Integer, List<String>> touched(Reply<Integer, List<String>> reply, Duration idle) {
        return idle.isNegative() ? reply : reply.thenAfterIdle(idle, new Session.Expire("idle"));
    }

    @Test
    void itsMessageComesWhenNothingElseDid() {
        var server = started();
        server.call(new Session.Touch(SECOND)).orElseThrow();
        clock.advance(Duration.ofMillis(999));
        assertThat(server.read()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(server.read()).containsExactly("idle0");
    }

    @Test
    void itsMessageComesOnceAndSetsNoOtherByItself() {
        var server = started();
        server.cast(new Session.Poke(SECOND)).orElseThrow();
        clock.advance(SECOND.multipliedBy(10));
        assertThat(server.read()).containsExactly("poked0");
    }

    @Test
    void theNextMessageEndsIt() {
        var server = started();
        server.call(new Session.Touch(SECOND)).orElseThrow();
        server.call(new Session.Touch(Duration.ofSeconds(-1))).orElseThrow();
        clock.advance(SECOND.multipliedBy(10));
        assertThat(server.read()).isEmpty();
    }

    @Test
    void theNextMessageMayBeginAnother() {
        var server = started();
        server.call(new Session.Touch(SECOND)).orElseThrow();
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMillis(900));
            server.call(new Session.Touch(SECOND)).orElseThrow();
        }
        assertThat(server.read()).isEmpty();
        clock.advance(SECOND);
        assertThat(server.read()).containsExactly("idle0");
    }

    @Test
    void aShorterOneIsNotHeldUpByALongerOneBefore() {
        var server = started();
        server.call(new Session.Touch(Duration.ofHours(1))).orElseThrow();
        server.call(new Session.Touch(SECOND)).orElseThrow();
        clock.advance(SECOND);
        assertThat(server.read()).containsExactly("idle0");
        assertThat(stage.pendingTimers()).isZero();
    }

    @Test
    void aMessageThatWaitsWhenItIsDueComesInItsPlace() throws Exception {
        var server = started();
        var began = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        server.call(new Session.Touch(SECOND)).orElseThrow();
        stage.async(() -> server.call(new Session.Hold(began, go), Duration.ofDays(1)));
        began.await();
        clock.advance(SECOND.multipliedBy(5));
        go.countDown();
        clock.advance(SECOND.multipliedBy(5));
        assertThat(server.read()).isEmpty();
    }

    @Test
    void itBeginsWithTheServer() {
        var server = started(Init.ready(List.<String>of()).thenAfterIdle(SECOND, new Session.Expire("unused")));
        clock.advance(SECOND);
        assertThat(server.read()).containsExactly("unused0");
    }

    @Test
    void whatIsToldToComeNextEndsIt() {
        var server = started();
        server.call(new Session.Chain(SECOND)).orElseThrow();
        clock.advance(SECOND.multipliedBy(3));
        assertThat(server.read()).containsExactly("continued0");
    }

    @Test
    void zeroMeansAfterAllThatWaits() {
        var server = started();
        server.call(new Session.Touch(Duration.ZERO)).orElseThrow();
        clock.settle();
        assertThat(server.read()).containsExactly("idle0");
    }

    @Test
    void itEndsWithItsIncarnation() {
        var server = started();
        server.call(new Session.Touch(SECOND)).orElseThrow();
        errorOf(server.call(new Session.Crash()));
        clock.advance(SECOND.multipliedBy(3));
        assertThat(server.read()).isEmpty();
        assertThat(server.available()).isTrue();
        assertThat(((ServerCell<?, ?>) server).lost(Loss.DROPPED)).isZero();
        assertThat(stage.pendingTimers()).isZero();
    }

    @Test
    void itBelongsToNoSender() {
        var server = started();
        var mine = ErrorContext.root("test", clock::nanos, () -> 7).withCorrelationId("mine");
        mine.call(() -> server.call(new Session.Touch(SECOND))).orElseThrow();
        clock.advance(SECOND);
        assertThat(server.read()).containsExactly("idle0");
    }

    @Test
    void itsTimeMustBeInRange() {
        assertThatThrownBy(() -> Next.state("").thenAfterIdle(Duration.ofNanos(-1), new Session.Expire("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an idle time-out must be >= 0, was PT-0.000000001S");
        assertThatThrownBy(() -> Reply.ok(1, "").thenAfterIdle(SECOND, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("message");
    }
}
