package io.elixirscope.foundation;

import static io.elixirscope.foundation.Tills.events;
import static io.elixirscope.foundation.Tills.shop;
import static io.elixirscope.foundation.Tills.till;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.Tills.AppConfig;
import io.elixirscope.foundation.Tills.Till;
import io.elixirscope.foundation.config.ConfigSource;
import io.elixirscope.foundation.config.FoundationConfig;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.supervision.ChildStatus;
import io.elixirscope.foundation.supervision.TreeEnd;
import io.elixirscope.foundation.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole: one Foundation with its own services and an application's servers.
class FoundationIT {

    @Nested
    class Start {
        @Test
        void needsNoSettings() {
            try (var foundation = Foundation.builder().start().orElseThrow()) {
                assertThat(foundation.available()).isTrue();
                assertThat(foundation.health().status()).isEqualTo(HealthStatus.HEALTHY);
                assertThat(foundation
                                .config(FoundationConfig.class)
                                .current()
                                .dev()
                                .debugMode())
                        .isFalse();
                assertThat(foundation.status().services())
                        .extracting(ChildStatus::id)
                        .containsExactly("config", "events", "telemetry", "tasks");
            }
        }

        @Test
        void tellsHowLongItsServicesHaveBeenAtWork() {
            try (var foundation = Foundation.builder().start().orElseThrow()) {
                foundation.events().record("something", Value.ofNull()).orElseThrow();

                var services = foundation.health().services();
                assertThat(services.get("config").details()).containsKeys("version", "uptimeMillis", "restarts");
                assertThat(services.get("events").details())
                        .containsEntry("state", Value.of("RUNNING"))
                        .containsKeys("eventsCount", "uptimeMillis");
                assertThat(services.get("telemetry").details()).containsKeys("metricsCount", "uptimeMillis");
            }
        }

        @Test
        void givesItsConfigurationOnlyAsTheClassItWasOpenedWith() {
            try (var foundation =
                    Foundation.builder().config(AppConfig.class).start().orElseThrow()) {
                assertThat(foundation.config(AppConfig.class).current().orders().batchSize())
                        .isEqualTo(100);
                assertThatThrownBy(() -> foundation.config(FoundationConfig.class))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(AppConfig.class.getName());
            }
        }

        @Test
        void readsSettingsFromFilesTheLaterAboveTheEarlier(@TempDir Path directory) throws Exception {
            var general = Files.writeString(directory.resolve("general.properties"), "orders.batch-size = 3\n");
            var local = Files.writeString(directory.resolve("local.properties"), "orders.batch-size = 4\n");

            try (var foundation = Foundation.builder()
                    .config(AppConfig.class)
                    .configFile(general)
                    .configSource(ConfigSource.properties(local))
                    .start()
                    .orElseThrow()) {
                assertThat(foundation.config(AppConfig.class).current().orders().batchSize())
                        .isEqualTo(4);
            }
        }

        @Test
        void refusesAWrongSettingAndLeavesNothingOpen(@TempDir Path directory) {
            var refused = Foundation.builder()
                    .config(AppConfig.class)
                    .override("orders.batch-size", "many")
                    .dataDirectory(directory)
                    .start();

            assertThat(refused).isInstanceOf(Result.Err.class);
            assertThat(((Result.Err<Foundation>) refused).error().report()).contains("orders.batch-size");
            try (var foundation = Foundation.builder()
                    .config(AppConfig.class)
                    .dataDirectory(directory)
                    .start()
                    .orElseThrow()) {
                assertThat(foundation.available()).isTrue();
            }
        }

        @Test
        void namesTheServerWhoseInitFailed() {
            var broken = GenServer.named("broken", Till.class)
                    .<Long>init(_ -> Init.failed(FoundationError.of(FoundationErrorType.TIMEOUT, "no till here")))
                    .handle((message, state, context) -> Reply.ok(1L, state))
                    .build();

            var refused = Foundation.builder().supervise(shop(broken)).start();

            var error = ((Result.Err<Foundation>) refused).error();
            assertThat(error.type()).isEqualTo(FoundationErrorType.INITIALIZATION_FAILED);
            assertThat(error.report()).contains("broken").contains("no till here");
        }

        @Test
        void givesItsServicesToTheInitOfAnApplicationsServers() {
            var till = new AtomicReference<GenServer<Till, Long>>();
            var builder = Foundation.builder().config(AppConfig.class).supervise(services -> {
                till.set(readingItsBatchSize(services));
                return shop(till.get());
            });

            try (var foundation = builder.start().orElseThrow()) {
                assertThat(foundation.ref(till.get()).read()).isEqualTo(100);
            }
        }

        private static GenServer<Till, Long> readingItsBatchSize(Services services) {
            return GenServer.named("till", Till.class)
                    .init(_ -> {
                        var opened = services.events()
                                .event("till.opened", "opening")
                                .buildOrThrow();
                        services.events().append(opened).orElseThrow();
                        services.events().get("opening").orElseThrow();
                        return Init.ready((long) services.config(AppConfig.class)
                                .current()
                                .orders()
                                .batchSize());
                    })
                    .handle((message, state, context) -> Reply.ok(state, state))
                    .build();
        }

        @Test
        void letsTenLiveInOneProcess() {
            var foundations = IntStream.range(0, 10)
                    .mapToObj(_ -> Foundation.builder().start().orElseThrow())
                    .toList();
            foundations.getFirst().events().record("first.only", Value.ofNull()).orElseThrow();

            assertThat(foundations).allMatch(Foundation::available);
            assertThat(foundations.getFirst().events().stats().events())
                    .isGreaterThan(foundations.getLast().events().stats().events());
            foundations.forEach(Foundation::close);
            assertThat(foundations).noneMatch(Foundation::available);
        }
    }

    @Nested
    class DataOnDisk {
        @Test
        void survivesARestartWithVersionsGoingOn(@TempDir Path directory) {
            long version;
            try (var foundation = Foundation.builder()
                    .config(AppConfig.class)
                    .dataDirectory(directory)
                    .start()
                    .orElseThrow()) {
                version = foundation
                        .config(AppConfig.class)
                        .update(change -> change.set("orders.batch-size", 7))
                        .orElseThrow()
                        .number();
                foundation.events().record("kept", Value.of(1)).orElseThrow();
            }
            try (var foundation = Foundation.builder()
                    .config(AppConfig.class)
                    .dataDirectory(directory)
                    .start()
                    .orElseThrow()) {
                assertThat(foundation.config(AppConfig.class).current().orders().batchSize())
                        .isEqualTo(7);
                assertThat(foundation.config().version()).isEqualTo(version);
                assertThat(events(foundation, EventQuery.builder().type("kept").build()))
                        .hasSize(1);
            }
        }

        @Test
        void belongsToOneFoundationAtATime(@TempDir Path directory) throws Exception {
            try (var first =
                    Foundation.builder().dataDirectory(directory).start().orElseThrow()) {
                var second = Foundation.builder().dataDirectory(directory).start();

                assertThat(((Result.Err<Foundation>) second).error().message())
                        .contains("process " + ProcessHandle.current().pid());
                assertThat(first.available()).isTrue();
            }
            assertThat(Files.readString(directory.resolve("starts"))).isEqualTo("1\n");
        }
    }

    @Nested
    class Stop {
        @Test
        void answersServiceUnavailableAfterwards() {
            var till = till(new CompletableFuture<>());
            var foundation = Foundation.builder().supervise(shop(till)).start().orElseThrow();

            foundation.stop().orElseThrow();

            var refused = foundation.ref(till).call(new Till.Refuse());
            assertThat(((Result.Err<Long>) refused).error().type()).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThat(((Result.Err<?>) foundation.config().get("dev.debug-mode", Boolean.class))
                            .error()
                            .type())
                    .isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThat(foundation.stop()).isEqualTo(Result.done());
        }

        @Test
        void isSaidByHealth() {
            var foundation = Foundation.builder().start().orElseThrow();

            foundation.close();

            assertThat(foundation.health().status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(foundation.health().reasons()).contains("foundation: stopped on purpose");
        }

        @Test
        void endsTheWaitOfMain() throws Exception {
            var foundation = Foundation.builder().start().orElseThrow();
            var waited = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> {
                try {
                    foundation.awaitStop();
                    waited.countDown();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });

            foundation.close();

            assertThat(waited.await(20, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void isToldWhenTheRootGivesUp() throws Exception {
            var till = till(new CompletableFuture<>());
            var end = new CompletableFuture<TreeEnd>();
            try (var foundation = Foundation.builder()
                    .supervise(shop(till))
                    .onEnd(end::complete)
                    .start()
                    .orElseThrow()) {
                while (!end.isDone()) {
                    foundation.ref(till).call(new Till.Break());
                }

                assertThat(end.get(20, TimeUnit.SECONDS)).isInstanceOf(TreeEnd.Failed.class);
                foundation.awaitStop();
                assertThat(foundation.health().status()).isEqualTo(HealthStatus.FAILED);
                assertThat(foundation.available()).isFalse();
            }
        }
    }
}
