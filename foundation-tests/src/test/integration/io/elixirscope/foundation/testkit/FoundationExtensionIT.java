package io.elixirscope.foundation.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Runs test classes of its own and looks at how they end.
final class FoundationExtensionIT {
    private static final AtomicReference<Foundation> FORGOTTEN = new AtomicReference<>();
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    /// How one test of a fixture ended.
    private static TestExecutionResult run(Class<?> fixture, String test, Class<?>... parameters) {
        List<TestExecutionResult> ends = new ArrayList<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(fixture, test, parameters))
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier identifier, TestExecutionResult end) {
                if (identifier.isTest()) {
                    ends.add(end);
                }
            }
        });
        assertThat(ends).hasSize(1);
        return ends.getFirst();
    }

    private static String failure(TestExecutionResult end) {
        assertThat(end.getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        return end.getThrowable().orElseThrow().getMessage();
    }

    @ExtendWith(FoundationExtension.class)
    static final class Clean {
        private final AtomicInteger given = new AtomicInteger();

        @BeforeEach
        void begin(TestServers servers) {
            servers.start(Probe.server("before"));
            given.incrementAndGet();
        }

        @Test
        void starts(TestServers servers, ServerRuntime runtime) {
            var server = servers.start(Probe.server("probe"));
            assertThat(server.call(new Probe.Add("a"))).isEqualTo(Result.ok(1));
            assertThat(runtime).isSameAs(servers.runtime());
            assertThat(runtime.servers().names()).contains("before", "probe");
        }

        @Test
        void startsATree(TestServers servers) {
            var probe = Probe.server("probe");
            var tree = servers.start(Supervisor.named("shop").child(probe).build());
            assertThat(tree.children()).hasSize(1);
            assertThat(servers.ref(probe).call(new Probe.Add("a"))).isEqualTo(Result.ok(1));
        }

        @Test
        void movesTime(TestServers servers, ManualClock clock) {
            var server = servers.start(Probe.server("probe"));
            server.call(new Probe.Run(context -> {
                        context.sendAfter(new Probe.Note("tick"), Duration.ofHours(1));
                        return true;
                    }))
                    .orElseThrow();
            clock.advance(Duration.ofHours(1));
            assertThat(server.read()).containsExactly("tick");
        }

        @Test
        void runsAFoundation(Foundation foundation) {
            assertThat(foundation.available()).isTrue();
        }
    }

    @ExtendWith(FoundationExtension.class)
    static final class Failing {
        @Test
        void by(TestServers servers) {
            servers.start(Probe.server("probe"));
            throw new AssertionError("its own");
        }
    }

    static final class Leaking {
        @RegisterExtension
        final FoundationExtension extension = new FoundationExtension().patience(Duration.ofMillis(200));

        @Test
        void aServer(ServerRuntime runtime) {
            Supervisor.named("forgotten")
                    .child(Probe.server("left"))
                    .build()
                    .start(runtime)
                    .orElseThrow();
        }

        @Test
        void aHandler(TestServers servers, ManualClock clock) throws Exception {
            var server = servers.start(Probe.server("stubborn"));
            var began = new CountDownLatch(1);
            servers.runtime()
                    .scheduler()
                    .start("caller", ThreadKind.VIRTUAL, () -> server.call(new Probe.Stubborn(began, NEVER)));
            began.await();
            assertThat(clock).isNotNull();
        }

        @Test
        void aThread(ServerRuntime runtime) {
            runtime.scheduler().start("mine", ThreadKind.PLATFORM, () -> {
                try {
                    NEVER.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        @Test
        void aFoundation() {
            FORGOTTEN.set(Foundation.builder().start().orElseThrow());
        }
    }

    @Nested
    final class PassesATest {
        @Test
        void thatStartsServers() {
            assertThat(run(Clean.class, "starts", TestServers.class, ServerRuntime.class))
                    .isEqualTo(TestExecutionResult.successful());
        }

        @Test
        void thatStartsATree() {
            assertThat(run(Clean.class, "startsATree", TestServers.class)).isEqualTo(TestExecutionResult.successful());
        }

        @Test
        void thatMovesTime() {
            assertThat(run(Clean.class, "movesTime", TestServers.class, ManualClock.class))
                    .isEqualTo(TestExecutionResult.successful());
        }

        @Test
        void thatRunsAFoundation() {
            assertThat(run(Clean.class, "runsAFoundation", Foundation.class))
                    .isEqualTo(TestExecutionResult.successful());
        }
    }

    @Nested
    final class FailsATest {
        @Test
        void thatLeavesAServer() {
            assertThat(failure(run(Leaking.class, "aServer", ServerRuntime.class)))
                    .contains("left 3 threads behind that did not end within 200 ms")
                    .contains("thread \"left\" (WAITING)", "IncarnationLoop.sleep")
                    .contains("started by \"supervisor forgotten\" at")
                    .contains("started at", "FoundationExtensionIT$Leaking.aServer(FoundationExtensionIT.java:");
        }

        @Test
        void whoseHandlerDoesNotEnd() {
            assertThat(failure(run(Leaking.class, "aHandler", TestServers.class, ManualClock.class)))
                    .contains("left 1 thread behind", "thread \"stubborn\"", "Probe.hold");
        }

        @Test
        void thatLeavesAThread() {
            assertThat(failure(run(Leaking.class, "aThread", ServerRuntime.class)))
                    .contains("left 1 thread behind", "thread \"mine\" (WAITING)", "$Leaking.aThread(");
        }

        @Test
        void thatLeavesAFoundation() {
            try {
                assertThat(failure(run(Leaking.class, "aFoundation")))
                        .contains("\"timers\"", "\"supervisor foundation\"", "start its Foundation with it");
            } finally {
                FORGOTTEN.get().close();
            }
        }

        @Test
        void asItFails() {
            assertThat(failure(run(Failing.class, "by", TestServers.class))).isEqualTo("its own");
        }
    }
}
