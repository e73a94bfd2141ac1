package io.elixirscope.foundation.server;

import static io.elixirscope.foundation.server.CallIT.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Replies that are given after the handler returned, steps that stop or continue.
@Timeout(60)
@InEveryMode
final class DeferredReplyIT {
    sealed interface Door {
        record Await() implements Door, Call<Door, String> {}

        record Twice() implements Door, Call<Door, String> {}

        record Last() implements Door, Call<Door, String> {}

        record Then() implements Door, Call<Door, String> {}

        record Seen() implements Door, Call<Door, String> {}

        record Note(String text) implements Door, Cast<Door> {}

        record Crash() implements Door, Cast<Door> {}
    }

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final BlockingQueue<ReplyTo<String>> rights = new LinkedBlockingQueue<>();
    private final GenServer<Door, String> definition = GenServer.named("door", Door.class)
            .init(_ -> Init.ready("").thenContinue(new Door.Note("i")))
            .onCall(Door.Await.class, (await, state, context) -> {
                rights.add(context.replyTo(await));
                return Reply.later(state);
            })
            .onCall(Door.Twice.class, (twice, state, context) -> {
                ReplyTo<String> right = context.replyTo(twice);
                rights.add(right);
                right.ok("first");
                return Reply.later(state);
            })
            .onCall(
                    Door.Last.class,
                    (_, state) -> Reply.<String, String>ok("bye", state).thenStop(ExitReason.normal()))
            .onCall(
                    Door.Then.class,
                    (_, state) -> Reply.<String, String>ok("then", state).thenContinue(new Door.Note("c")))
            .onCall(Door.Seen.class, (_, state) -> Reply.ok(state, state))
            .onCast(Door.Note.class, (note, state) -> Next.state(state + note.text()))
            .onCast(Door.Crash.class, (_, _) -> {
                throw new IllegalStateException("boom");
            })
            .build();
    private Server<Door, String> server;

    @BeforeEach
    void start() {
        stage.start(definition);
        server = stage.ref(definition);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theAnswerMayComeLaterFromAnyThread() throws Exception {
        var answer = stage.async(() -> server.call(new Door.Await()));
        ReplyTo<String> right = rights.take();
        clock.settle();
        assertThat(answer).isNotDone();
        assertThat(right.ok("open")).isTrue();
        assertThat(answer.get()).isEqualTo(Result.ok("open"));
        assertThat(right.ok("again")).isFalse();
    }

    @Test
    void aRefusalMayComeLaterToo() throws Exception {
        var answer = stage.async(() -> server.call(new Door.Await()));
        rights.take().err(FoundationError.of(FoundationErrorType.INVALID_INPUT, "closed"));
        assertThat(errorOf(answer.get()).message()).isEqualTo("closed");
    }

    @Test
    void theFirstAnswerCounts() {
        assertThat(server.call(new Door.Twice())).isEqualTo(Result.ok("first"));
        assertThat(rights.remove().ok("second")).isFalse();
    }

    @Test
    void anAnswerThatIsNeverGivenIsToldToTheCallerWhenTheServerCrashes() throws Exception {
        var answer = stage.async(() -> server.call(new Door.Await(), Duration.ofDays(1)));
        ReplyTo<String> right = rights.take();
        server.cast(new Door.Crash()).orElseThrow();
        assertThat(errorOf(answer.get()).type()).isEqualTo(FoundationErrorType.REPLY_NOT_GIVEN);
        assertThat(right.ok("late")).isFalse();
        assertThat(((ServerCell<?, ?>) server).lost(Loss.REPLY_LATE)).isEqualTo(1);
    }

    @Test
    void aCallerThatGaveUpIsForgotten() throws Exception {
        var answer = stage.async(() -> server.call(new Door.Await(), Duration.ofSeconds(1)));
        ReplyTo<String> right = rights.take();
        clock.settle();
        clock.advance(Duration.ofSeconds(1));
        assertThat(errorOf(answer.get()).type()).isEqualTo(FoundationErrorType.TIMEOUT);
        assertThat(right.ok("late")).isFalse();
    }

    @Test
    void aServerMayAnswerAndStopAndAPermanentOneIsRestarted() {
        assertThat(server.call(new Door.Last())).isEqualTo(Result.ok("bye"));
        assertThat(server.call(new Door.Seen())).isEqualTo(Result.ok("i"));
    }

    @Test
    void aContinuationComesBeforeWhatWaits() {
        assertThat(server.call(new Door.Then())).isEqualTo(Result.ok("then"));
        server.cast(new Door.Note("x")).orElseThrow();
        assertThat(server.call(new Door.Seen())).isEqualTo(Result.ok("icx"));
    }
}
