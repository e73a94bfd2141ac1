package io.elixirscope.foundation.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.InEveryMode;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Lives;
import io.elixirscope.foundation.server.Mode;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.server.ServerContext;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Servers that register themselves, are found, and are gone when their incarnation is.
@Timeout(60)
@InEveryMode
final class RegistryIT {
    private final Stage stage = Stage.system();
    private final ServerRegistry registry = new ServerRegistry(stage.runtime);
    private final UniqueNamespace<String, Probe> names = registry.unique("names", String.class, Probe.class);
    private final DuplicateNamespace<String, Probe> roles = registry.duplicate("roles", String.class, Probe.class);
    private final GenServer<Probe, List<String>> one = Probe.server("one");
    private final GenServer<Probe, List<String>> two = Probe.server("two");

    @AfterEach
    void close() {
        stage.close();
    }

    static FoundationError errorOf(Result<?> result) {
        assertThat(result).isInstanceOf(Result.Err.class);
        return ((Result.Err<?>) result).error();
    }

    /// Runs in the code of a server.
    @SuppressWarnings("unchecked") // the task says what it gives
    private <T> T in(GenServer<Probe, List<String>> server, Function<ServerContext<Probe>, T> body) {
        return (T) stage.ref(server).call(new Probe.Run(body::apply)).orElseThrow();
    }

    private Result<Done> register(GenServer<Probe, List<String>> server, String key) {
        return register(names, server, key, Value.ofNull());
    }

    private Result<Done> register(
            Namespace<String, Probe> namespace, GenServer<Probe, List<String>> server, String key, Value metadata) {
        return in(server, context -> namespace.register(context, key, metadata));
    }

    /// A server that registers under its own name whenever it starts, with its fencing token as metadata.
    private GenServer<Probe, Integer> registering(String name) {
        return Mode.declare(GenServer.named(name, Probe.class)
                        .init(context -> switch (names.register(context, name, Value.of(context.fencingToken()))) {
                            case Result.Ok<Done> _ -> Init.ready(0);
                            case Result.Err<Done>(FoundationError error) -> Init.<Integer>failed(error);
                        })
                        .handle((message, state, context) -> switch (message) {
                            case Probe.CrashLater crash -> throw crash.thrown();
                            case Probe.Crash crash -> throw crash.thrown();
                            case Probe.All all -> all.reply(List.of(name), state);
                            case Probe.Stop stop -> Next.stop(state, stop.reason());
                            default -> throw new IllegalStateException("not asked for: " + message);
                        }))
                .build();
    }

    @Nested
    class UniqueKeys {
        @Test
        void aServerIsFoundUnderTheKeyItRegistered() {
            stage.start(one);
            assertThat(names.find("a")).isEmpty();
            assertThat(register(one, "a")).isEqualTo(Result.done());
            assertThat(names.find("a")).containsSame(stage.ref(one));
            assertThat(names.find("a").orElseThrow().call(new Probe.Add("x"))).isEqualTo(Result.ok(1));
            assertThat(names.count()).isEqualTo(1);
            assertThat(names.keys()).containsExactly("a");
        }

        @Test
        void aTakenKeyIsRefusedNamingKeyAndHolder() {
            stage.start(one, two);
            register(one, "a");
            FoundationError error = errorOf(register(two, "a"));
            assertThat(error.type()).isEqualTo(FoundationErrorType.KEY_TAKEN);
            assertThat(error.message()).isEqualTo("Key a of namespace names is held by server one");
            assertThat(errorOf(register(one, "a")).type()).isEqualTo(FoundationErrorType.KEY_TAKEN);
            assertThat(names.find("a")).containsSame(stage.ref(one));
            assertThat(names.count()).isEqualTo(1);
            assertThat(names.refused()).isEqualTo(2);
        }

        @Test
        void metadataIsFoundAndChangedByItsServerAlone() {
            stage.start(one, two);
            in(one, context -> names.register(context, "a", Value.of("eu")));
            assertThat(names.entry("a")).contains(new Registered<>("a", stage.ref(one), Value.of("eu")));
            Result<Value> changed = in(one, context -> names.update(context, "a", _ -> Value.of("us")));
            assertThat(changed).isEqualTo(Result.ok(Value.of("us")));
            assertThat(names.entries().map(Registered::metadata)).containsExactly(Value.of("us"));
            Result<Value> foreign = in(two, context -> names.update(context, "a", old -> old));
            assertThat(errorOf(foreign).type()).isEqualTo(FoundationErrorType.DATA_NOT_FOUND);
            assertThat(errorOf(foreign).message())
                    .isEqualTo("Server two is not registered under key a of namespace names");
        }

        @Test
        void unregisteringFreesTheKey() {
            stage.start(one, two);
            register(one, "a");
            assertThat(unregister(two)).isFalse();
            assertThat(unregister(one)).isTrue();
            assertThat(unregister(one)).isFalse();
            assertThat(names.find("a")).isEmpty();
            assertThat(names.count()).isZero();
            assertThat(register(two, "a")).isEqualTo(Result.done());
        }

        private boolean unregister(GenServer<Probe, List<String>> server) {
            return in(server, context -> names.unregister(context, "a"));
        }

        @Test
        void aFullNamespaceRefusesAndTakesAgainWhenAPlaceIsFree() {
            stage.start(one);
            var few = registry.unique("few", String.class, Probe.class, 2);
            assertThat(register(few, one, "a", Value.ofNull())).isEqualTo(Result.done());
            assertThat(register(few, one, "b", Value.ofNull())).isEqualTo(Result.done());
            FoundationError error = errorOf(register(few, one, "c", Value.ofNull()));
            assertThat(error.type()).isEqualTo(FoundationErrorType.RESOURCE_EXHAUSTED);
            assertThat(error.message()).isEqualTo("Namespace few has no place for key c: it has 2 entries");
            assertThat(registry.health().status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(registry.health().reasons()).containsExactly("namespace few is full: 2 entries");
            in(one, context -> few.unregister(context, "a"));
            assertThat(register(few, one, "c", Value.ofNull())).isEqualTo(Result.done());
            in(one, context -> few.unregister(context, "b"));
            assertThat(registry.health().status()).isEqualTo(HealthStatus.HEALTHY);
        }

        @Test
        void onlyAServersOwnCodeRegisters() {
            stage.start(one);
            var context = new AtomicReference<ServerContext<Probe>>();
            in(one, own -> {
                context.set(own);
                return true;
            });
            assertThatThrownBy(() -> names.register(context.get(), "a"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("one");
        }
    }

    @Nested
    class AddressOfAKey {
        @Test
        void leadsToWhoeverIsRegisteredWhenAMessageIsSent() {
            stage.start(one, two);
            var ref = names.ref("a");
            assertThat(ref.name()).isEqualTo("names/a");
            register(one, "a");
            assertThat(ref.call(new Probe.Add("x"))).isEqualTo(Result.ok(1));
            in(one, context -> names.unregister(context, "a"));
            register(two, "a");
            assertThat(ref.cast(new Probe.Note("y"))).isEqualTo(Result.done());
            assertThat(ref.call(new Probe.All(), Duration.ofSeconds(5))).isEqualTo(Result.ok(List.of("y")));
            assertThat(stage.ref(one).read()).containsExactly("x");
        }

        @Test
        void nobodyIsAnErrorThatNamesTheKey() {
            FoundationError error = errorOf(names.ref("a").call(new Probe.All()));
            assertThat(error.type()).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThat(error.message()).isEqualTo("Nobody is registered under key a of namespace names");
            assertThat(errorOf(names.ref("a").cast(new Probe.Note("x"))).type())
                    .isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
        }
    }

    @Nested
    class EndOfAnIncarnation {
        @Test
        void entriesAreGoneWhenOthersHearOfACrash() throws Exception {
            stage.start(one, two);
            register(one, "a");
            var seen = new CompletableFuture<Boolean>();
            in(
                    two,
                    context -> context.monitor(stage.ref(one), _ -> {
                        seen.complete(names.find("a").isPresent());
                        return new Probe.Note("down");
                    }));
            errorOf(stage.ref(one).call(new Probe.Crash(new IllegalStateException("boom"))));
            assertThat(seen.get()).isFalse();
        }

        @Test
        void theNextIncarnationRegistersAgain() {
            var server = registering("self");
            stage.start(server);
            Value first = names.entry("self").orElseThrow().metadata();
            Server<Probe, Integer> ref = stage.ref(server);
            ref.call(new Probe.Crash(new IllegalStateException("boom")));
            assertThat(ref.call(new Probe.All())).isEqualTo(Result.ok(List.of("self")));
            assertThat(names.find("self")).containsSame(ref);
            assertThat(names.entry("self").orElseThrow().metadata()).isNotEqualTo(first);
            assertThat(names.count()).isEqualTo(1);
        }

        @Test
        void aStopTakesTheEntriesOut() {
            var tree = stage.start(one);
            register(one, "a");
            in(one, context -> roles.register(context, "r"));
            tree.stop();
            assertThat(names.find("a")).isEmpty();
            assertThat(names.count() + roles.count()).isZero();
        }

        @Test
        void aServerThatEndsByItselfLeavesNoEntry() {
            var lives = new Lives(stage.runtime, one);
            lives.start();
            register(one, "a");
            stage.ref(one).cast(new Probe.Stop(ExitReason.normal()));
            lives.awaitEnd();
            assertThat(names.count()).isZero();
        }

        @Test
        void anAbandonedOneIsNotFoundAndRegistersNothing() {
            var lives = new Lives(stage.runtime, one);
            lives.start();
            register(one, "a");
            List<Result<?>> late = new ArrayList<>();
            var context = new AtomicReference<ServerContext<Probe>>();
            in(one, own -> {
                context.set(own);
                return true;
            });
            lives.fenceWhile(stage.ref(one), () -> assertThat(names.find("a")).isPresent(), () -> {
                late.add(names.register(context.get(), "b"));
                late.add(roles.register(context.get(), "b"));
                late.add(names.update(context.get(), "a", old -> old));
            });
            assertThat(late)
                    .hasSize(3)
                    .allSatisfy(result ->
                            assertThat(errorOf(result).type()).isEqualTo(FoundationErrorType.INCARNATION_FENCED));
            assertThat(errorOf(late.getFirst()).message()).contains("server one is over; key b of namespace names");
            assertThat(names.keys()).isEmpty();
            assertThat(names.count() + roles.count()).isZero();
        }
    }

    @Nested
    class DuplicateKeys {
        private void join(GenServer<Probe, List<String>> server, String zone) {
            assertThat(register(roles, server, "worker", Value.of(zone))).isEqualTo(Result.done());
        }

        @Test
        void allServersOfAKeyAreFoundInOrder() {
            stage.start(one, two);
            join(two, "eu");
            join(one, "us");
            assertThat(roles.find("worker").stream().map(Registered::server))
                    .containsExactly(stage.ref(two), stage.ref(one));
            assertThat(roles.find("worker", zone -> zone.equals(Value.of("us"))).stream()
                            .map(Registered::server))
                    .containsExactly(stage.ref(one));
            assertThat(roles.find("nobody")).isEmpty();
            assertThat(roles.count()).isEqualTo(2);
        }

        @Test
        void aServerIsUnderAKeyOnce() {
            stage.start(one);
            join(one, "eu");
            FoundationError error = errorOf(register(roles, one, "worker", Value.ofNull()));
            assertThat(error.type()).isEqualTo(FoundationErrorType.KEY_TAKEN);
            assertThat(error.message()).contains("held by server one");
            assertThat(roles.count()).isEqualTo(1);
        }

        @Test
        void dispatchReachesEachAndSaysHowMany() {
            stage.start(one, two);
            join(one, "eu");
            join(two, "eu");
            assertThat(roles.dispatch("worker", each -> each.server().cast(new Probe.Note("hello"))))
                    .isEqualTo(2);
            assertThat(stage.ref(one).call(new Probe.All())).isEqualTo(Result.ok(List.of("hello")));
            assertThat(stage.ref(two).call(new Probe.All())).isEqualTo(Result.ok(List.of("hello")));
            assertThat(roles.dispatch("nobody", _ -> {
                        throw new AssertionError("nobody is there");
                    }))
                    .isZero();
        }

        @Test
        void theEndOfOneLeavesTheOthers() {
            stage.start(one, two);
            join(one, "eu");
            join(two, "eu");
            errorOf(stage.ref(one).call(new Probe.Crash(new IllegalStateException("boom"))));
            stage.ref(one).call(new Probe.All()).orElseThrow();
            assertThat(roles.find("worker").stream().map(Registered::server)).containsExactly(stage.ref(two));
        }
    }

    @Nested
    class Namespaces {
        @Test
        void theSameNameGivesTheSameNamespace() {
            assertThat(registry.unique("names", String.class, Probe.class)).isSameAs(names);
            assertThat(registry.duplicate("roles", String.class, Probe.class)).isSameAs(roles);
            assertThat(registry.namespaces().stream().map(Namespace::name)).containsExactly("names", "roles");
        }

        @Test
        void anotherKindUnderTheSameNameIsRefused() {
            assertThatThrownBy(() -> registry.unique("names", Integer.class, Probe.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("UniqueNamespace[names, String → Probe]");
            assertThatThrownBy(() -> registry.unique("names", String.class, Probe.class, 5))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("100000 entries");
            assertThatThrownBy(() -> registry.duplicate("names", String.class, Probe.class))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> registry.unique("roles", String.class, Probe.class))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void badArgumentsAreRefusedAtOnce() {
            assertThatThrownBy(() -> registry.unique("a b", String.class, Probe.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("was \"a b\"");
            assertThatThrownBy(() -> registry.unique("", String.class, Probe.class))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> registry.unique("n".repeat(129), String.class, Probe.class))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> registry.duplicate("none", String.class, Probe.class, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("maxEntries of namespace none must be >= 1, was 0");
        }

        @Test
        void thereAreAThousandAtMost() {
            for (int i = 2; i < 1_000; i++) {
                registry.unique("n" + i, String.class, Probe.class);
            }
            assertThatThrownBy(() -> registry.unique("one more", String.class, Probe.class))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> registry.unique("one-more", String.class, Probe.class))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("1000");
        }

        @Test
        void refusalsAreTold() throws Exception {
            var heard = stage.listen("elixir_scope.registry.refused");
            stage.start(one, two);
            register(one, "a");
            register(two, "a");
            var emission = heard.take();
            assertThat(emission.value()).isEqualTo(1);
            assertThat(emission.attribute("namespace")).isEqualTo("names");
        }
    }
}
