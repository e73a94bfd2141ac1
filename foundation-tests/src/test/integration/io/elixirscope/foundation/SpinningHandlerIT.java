package io.elixirscope.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.config.FoundationConfig;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.GenServerBuilder;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.supervision.RestartStrategy;
import io.elixirscope.foundation.supervision.Shutdown;
import io.elixirscope.foundation.supervision.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A process with one processor for virtual threads, on which a handler spins for ever.
@Timeout(120)
class SpinningHandlerIT {

    sealed interface Work {
        /// Uses up the processor.
        record Spin(CountDownLatch began) implements Work, Cast<Work> {}

        /// Throws.
        record Fail() implements Work, Call<Work, Integer> {}

        record Ask() implements Work, Call<Work, Integer> {}
    }

    /// Says what still goes on meanwhile, one line each.
    public static final class Node {
        private final GenServer<Work, Integer> till = server("till").ownThread().build();
        private final GenServer<Work, Integer> spinner = server("spinner").build();

        private static GenServerBuilder<Work, Integer, Integer> server(String name) {
            return GenServer.named(name, Work.class)
                    .init(_ -> Init.ready(1))
                    .onCall(Work.Ask.class, (_, state) -> Reply.ok(state, state))
                    .onCall(Work.Fail.class, (_, _) -> {
                        throw new IllegalStateException("as told");
                    })
                    .onCast(Work.Spin.class, (message, _) -> {
                        message.began().countDown();
                        while (true) {
                            Thread.onSpinWait();
                        }
                    });
        }

        public static void main(String[] arguments) throws InterruptedException {
            new Node().run();
        }

        private void run() throws InterruptedException {
            var foundation = Foundation.builder()
                    .supervise(Supervisor.named("shop")
                            .strategy(RestartStrategy.ONE_FOR_ALL)
                            .child(till)
                            .child(spinner, child -> child.shutdown(Shutdown.within(Duration.ofMillis(100))))
                            .build())
                    .start()
                    .orElseThrow();
            foundation
                    .telemetry()
                    .attach(
                            "abandoned",
                            "elixir_scope.supervisor.child_abandoned",
                            emission -> say("abandoned " + emission.attributes().get("child")));
            var heard = new LinkedBlockingQueue<String>();
            foundation
                    .telemetry()
                    .attach(
                            "stuck",
                            "elixir_scope.server.stuck",
                            emission ->
                                    heard.add(emission.attribute("server") + " in " + emission.attribute("message")));
            var began = new CountDownLatch(1);
            foundation.ref(spinner).cast(new Work.Spin(began));
            began.await();
            String stuck = heard.take();
            say("stuck " + stuck);
            foundation.health().reasons().forEach(Node::say);

            var change = foundation.config(FoundationConfig.class).update(edits -> edits.set("dev.debug-mode", true));
            say("configuration changed: " + change.succeeded());

            var _ = foundation.ref(till).call(new Work.Fail());
            say("till restarted: " + foundation.ref(till).call(new Work.Ask()));
            say("health: " + foundation.health().status());
            foundation.health().reasons().forEach(Node::say);

            say("stopped: " + foundation.stop());
        }

        private static void say(String line) {
            System.out.println(line);
        }
    }

    @Test
    void holdsUpNeitherChangesNorRestartsNorHealthNorTheStop() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-Djdk.virtualThreadScheduler.parallelism=1",
                        "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Node.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = process.inputReader().lines().toList();

        assertThat(process.waitFor()).isZero();
        assertThat(lines).contains("stuck spinner in Spin");
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("spinner is stuck: Spin has been running for"));
        assertThat(lines).contains("configuration changed: true", "till restarted: Ok[value=1]", "health: DEGRADED");
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("abandoned thread of spinner still runs"));
        assertThat(lines.getLast()).isEqualTo("stopped: Ok[value=DONE]");
        // its second life never got a processor; everybody else stopped in time
        assertThat(lines).filteredOn(line -> line.startsWith("abandoned ")).containsOnly("abandoned spinner");
    }
}
