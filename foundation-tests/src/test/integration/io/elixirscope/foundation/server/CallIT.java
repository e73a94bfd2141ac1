package io.elixirscope.foundation.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Calls, casts and views of a running server.
@Timeout(60)
@InEveryMode
final class CallIT {
    private final Stage stage = Stage.system();
    private final Probe.Log log = new Probe.Log();
    private final GenServer<Probe, List<String>> definition = Probe.server("probe", log);

    @AfterEach
    void close() {
        stage.close();
    }

    private Server<Probe, List<String>> started() {
        stage.start(definition);
        return stage.ref(definition);
    }

    static FoundationError errorOf(Result<?> result) {
        assertThat(result).isInstanceOf(Result.Err.class);
        return ((Result.Err<?>) result).error();
    }

    @Nested
    class Answers {
        @Test
        void aCallGivesTheHandlersAnswer() {
            var server = started();
            assertThat(server.call(new Probe.Add("a"))).isEqualTo(Result.ok(1));
            assertThat(server.call(new Probe.Add("b"), Duration.ofSeconds(30))).isEqualTo(Result.ok(2));
        }

        @Test
        void messagesOfOneSenderAreHandledInTheirOrder() {
            var server = started();
            for (int i = 0; i < 200; i++) {
                assertThat(server.cast(new Probe.Note("" + i)).succeeded()).isTrue();
            }
            List<String> all = server.call(new Probe.All()).orElseThrow();
            assertThat(all).hasSize(200).isSortedAccordingTo((a, b) -> Integer.parseInt(a) - Integer.parseInt(b));
        }

        @Test
        void aRefusalReachesTheCallerAndTheServerGoesOn() {
            var server = started();
            assertThat(errorOf(server.call(new Probe.Refuse())).type()).isEqualTo(FoundationErrorType.INVALID_INPUT);
            assertThat(server.call(new Probe.Add("a"))).isEqualTo(Result.ok(1));
            assertThat(log.inits).hasValue(1);
        }

        @Test
        void theViewIsThatOfTheLastMessageOnceItWasAnswered() {
            var server = started();
            assertThat(server.read()).isEmpty();
            server.call(new Probe.Add("a")).orElseThrow();
            assertThat(server.read()).containsExactly("a");
            assertThat(server.staleSince()).isEmpty();
            assertThat(server.available()).isTrue();
        }

        @Test
        void aViewFunctionDecidesWhatOthersRead() {
            var counted = Probe.builder("counted", log).view(List::size).build();
            stage.start(counted);
            Server<Probe, Integer> server = stage.ref(counted);
            server.call(new Probe.Add("a")).orElseThrow();
            assertThat(server.read()).isEqualTo(1);
        }
    }

    @Nested
    class Context {
        @Test
        void theHandlerRunsInTheCallersContextOrInAChildOfIt() {
            var server = started();
            var mine = ErrorContext.root("test", () -> 1, () -> 7).withCorrelationId("request-1");
            Object seen = mine.call(() -> server.call(new Probe.Run(_ -> {
                        var current = ErrorContext.current().orElseThrow();
                        return List.of(
                                current.correlationId(), current.breadcrumbs().toString());
                    })))
                    .orElseThrow();
            String step = Mode.now() == Mode.CALLERS ? "test" : "server message probe Run";
            assertThat(seen.toString()).contains("request-1", step, "test");
        }

        @Test
        void theIncarnationIsKnownWhileItsCodeRunsOnly() {
            var server = started();
            Object seen = server.call(new Probe.Run(_ -> Incarnation.current().server()))
                    .orElseThrow();
            assertThat(seen).isEqualTo("probe");
            assertThat(Incarnation.current()).isNull();
        }

        @Test
        void theServersContextIsOfNoUseOutsideOfItsCode() {
            var server = started();
            Object context = server.call(new Probe.Run(given -> given)).orElseThrow();
            assertThatThrownBy(() -> ((ServerContext<?>) context).self())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("probe");
        }
    }

    @Nested
    class Told {
        @Test
        void everyCallAndCastIsMeasuredWhileSomebodyListens() {
            var server = started();
            var calls = stage.listen("elixir_scope.server.call");
            var casts = stage.listen("elixir_scope.server.cast");
            server.call(new Probe.Add("a")).orElseThrow();
            errorOf(server.call(new Probe.Refuse()));
            server.cast(new Probe.Note("b")).orElseThrow();
            assertThat(calls)
                    .extracting(told -> told.attribute("message") + " " + told.attribute("outcome"))
                    .containsExactly("Add ok", "Refuse error");
            assertThat(calls).allSatisfy(told -> assertThat(told.value()).isPositive());
            assertThat(casts)
                    .singleElement()
                    .satisfies(told -> assertThat(told.attributes())
                            .containsEntry("server", "probe")
                            .containsEntry("message", "Note")
                            .containsEntry("outcome", "ok"));
        }

        @Test
        void aRefusalIsRecordedAsAnError() {
            var server = started();
            var recorded = stage.listen("elixir_scope.error.occurred");
            errorOf(server.call(new Probe.Refuse()));
            assertThat(recorded)
                    .singleElement()
                    .satisfies(told -> assertThat(told.attribute("code")).isEqualTo("D204"));
        }
    }

    @Nested
    class OwnThread {
        @Test
        void runsTheServerOnAPlatformThreadOfItsName() {
            var computing = Probe.queued("computing", log).ownThread().build();
            stage.start(computing);
            Object seen = stage.ref(computing)
                    .call(new Probe.Run(_ -> Thread.currentThread().getName() + " "
                            + Thread.currentThread().isVirtual()))
                    .orElseThrow();
            assertThat(seen).isEqualTo("computing false");
        }
    }

    @Nested
    class Availability {
        @Test
        void aServerThatWasNeverStartedIsUnavailableAtOnce() {
            var server = stage.ref(definition);
            assertThat(errorOf(server.call(new Probe.All(), Duration.ofDays(1))).type())
                    .isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThat(errorOf(server.cast(new Probe.Note("a"))).type())
                    .isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThatThrownBy(server::read).hasMessageContaining("probe");
        }

        @Test
        void aStoppedServerIsUnavailableAtOnceAndKeepsItsViewMarkedStale() {
            var tree = stage.start(definition);
            var server = stage.ref(definition);
            server.call(new Probe.Add("a")).orElseThrow();
            tree.stop();
            assertThat(errorOf(server.call(new Probe.All(), Duration.ofDays(1))).message())
                    .contains("is stopped");
            assertThat(server.read()).containsExactly("a");
            assertThat(server.staleSince()).isPresent();
            assertThat(server.available()).isFalse();
        }

        @Test
        void oneNameBelongsToOneDefinition() {
            stage.ref(definition);
            assertThatThrownBy(() -> stage.ref(Probe.server("probe")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("two servers are named \"probe\"");
        }

        @Test
        void theRegistryKnowsServersByName() {
            var server = stage.ref(definition);
            assertThat(stage.runtime.servers().find("probe")).containsSame((ServerRef<?>) server);
            assertThat(stage.runtime.servers().find("nobody")).isEmpty();
            assertThat(stage.runtime.servers().names()).containsExactly("probe");
        }
    }
}
