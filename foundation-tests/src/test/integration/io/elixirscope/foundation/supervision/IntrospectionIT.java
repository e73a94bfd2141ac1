package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.elixirscope.foundation.config.Secret;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.GenServerBuilder;
import io.elixirscope.foundation.server.InEveryMode;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Redacted;
import io.elixirscope.foundation.value.Sensitive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is seen of servers from outside.
@Timeout(60)
@InEveryMode
final class IntrospectionIT {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Stage stage = Stage.system();

    @AfterEach
    void close() {
        stage.close();
    }

    private sealed interface Vault {
        record Open() implements Vault, Cast<Vault> {}
    }

    private record Contents(
            String owner,
            @Secret String code,
            @Redacted int depth,
            Sensitive<String> token,
            Map<Key, List<Key>> keys,
            Optional<Key> master) {}

    private record Key(String label, @Secret String teeth) {}

    private static final Contents CONTENTS = new Contents(
            "ada",
            "0815",
            4711,
            Sensitive.of("hunter2"),
            Map.of(new Key("front", "secret-1"), List.of(new Key("back", "secret-2"))),
            Optional.of(new Key("all", "secret-3")));

    private static GenServerBuilder<Vault, Contents, Contents> vault() {
        return GenServer.named("vault", Vault.class)
                .init(_ -> Init.ready(CONTENTS))
                .onCast(Vault.Open.class, (_, state) -> Next.state(state));
    }

    private String shown(GenServer<?, ?> server) {
        var tree = stage.start(server);
        return JsonText.write(tree.introspection().server("vault").orElseThrow().view());
    }

    @Test
    void secretsInViewsAreHiddenWhereverTheyStand() {
        assertThat(shown(vault().build()))
                .contains("\"owner\":\"ada\"", "\"code\":\"•••\"", "\"depth\":\"•••\"", "\"token\":\"•••\"")
                .contains("front", "back", "\"label\":\"all\"")
                .doesNotContain("0815", "4711", "hunter2", "secret-");
    }

    @Test
    void aServerSaysWhatItShows() {
        assertThat(shown(vault().formatStatus(
                                contents -> Map.of("keys", contents.keys().size()))
                        .build()))
                .isEqualTo("{\"keys\":1}");
    }

    @Test
    void aFunctionThatThrowsHidesTheViewAlone() {
        var tree = stage.start(vault().formatStatus(_ -> {
                    throw new IllegalStateException("0815");
                })
                .build());
        var status = tree.introspection().server("vault").orElseThrow();
        assertThat(status.view().toString())
                .contains("not shown", "IllegalStateException")
                .doesNotContain("0815");
        assertThat(status.child().state()).isEqualTo(ChildStatus.State.RUNNING);
    }

    @Test
    void aViewWithoutAnEndIsCut() {
        List<Object> inner = new java.util.ArrayList<>();
        inner.add(inner);
        var tree = stage.start(vault().formatStatus(_ -> inner).build());
        assertThat(JsonText.write(
                        tree.introspection().server("vault").orElseThrow().view()))
                .contains("(1 items)");
    }

    @Test
    void theStatusIsOfTheViewThatWasGivenBefore() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vault().formatStatus(Contents::owner).view(Contents::owner))
                .withMessageContaining("server vault: view(…) must come before formatStatus(…)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vault().formatStatus(Contents::owner).formatStatus(Contents::code))
                .withMessageContaining("two functions for its status");
    }

    @Test
    void whatAServerIsDoing() throws Exception {
        var definition = Probe.server("busy");
        var introspection = stage.start(definition).introspection();
        var server = stage.ref(definition);
        assertThat(introspection.server("busy").orElseThrow().turn()).isNull();
        var began = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var held = stage.async(() -> server.call(new Probe.Hold(began, go), LONG));
        began.await();

        var turn = introspection.server("busy").orElseThrow().turn();
        assertThat(turn.message()).isEqualTo("Hold");
        assertThat(turn.stack()).contains("Probe.step");

        go.countDown();
        held.get().orElseThrow();
        server.call(new Probe.All()).orElseThrow();
        var child = introspection.server("busy").orElseThrow().child();
        assertThat(child.work().handled()).isEqualTo(2);
        assertThat(child.work().mailboxCapacity()).isEqualTo(1_024);
        assertThat(introspection.servers()).containsExactly("busy");
    }

    @Test
    void theLastCrashAsAReport() {
        var definition = Probe.server("clumsy");
        var introspection = stage.start(definition).introspection();
        var before = introspection.server("clumsy").orElseThrow();
        assertThat(before.lastCrash()).isNull();
        stage.ref(definition).call(new Probe.Crash(new IllegalStateException("the first")));
        stage.ref(definition).call(new Probe.Crash(new IllegalStateException("the second")));
        stage.ref(definition).call(new Probe.All()).orElseThrow();

        var status = introspection.server("clumsy").orElseThrow();
        var crash = status.lastCrash();
        assertThat(crash.message()).isEqualTo("Crash");
        assertThat(crash.error().type()).isEqualTo(FoundationErrorType.SERVER_CRASHED);
        assertThat(crash.error().report()).contains("the second");
        assertThat(crash.epoch()).isBetween(before.epoch() + 1, status.epoch() - 1);
        assertThat(status.child().restarts()).isEqualTo(2);
    }

    @Test
    void whatWasLost() throws Exception {
        var definition = Probe.builder("small", new Probe.Log()).mailbox(1).build();
        var tree = stage.start(definition);
        var server = stage.ref(definition);
        tree.introspection().suspend("small").orElseThrow();
        server.cast(new Probe.Note("one")).orElseThrow();
        assertThat(server.cast(new Probe.Note("two")).succeeded()).isFalse();

        var losses = tree.introspection()
                .server("small")
                .orElseThrow()
                .child()
                .work()
                .losses();
        assertThat(losses.mailboxFull()).isEqualTo(1);
        var health = stage.runtime.health().health().services().get("supervisor.test");
        assertThat(health.details().get("mailboxFull")).hasToString("LongValue[value=1]");
    }

    @Test
    void noServerOfATreeThatHasEnded() {
        var tree = stage.start(Probe.server("gone"));
        tree.stop();
        assertThat(tree.introspection().servers()).isEmpty();
        assertThat(tree.introspection().server("gone").succeeded()).isFalse();
    }
}
