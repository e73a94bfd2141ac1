package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Verbs that ask a running node.
@Timeout(60)
class NodeVerbsIT {
    @TempDir
    private Path data;

    private Foundation node() {
        return Foundation.builder().dataDirectory(data).node("front").start().orElseThrow();
    }

    @Nested
    class OfARunningNode {

        @Test
        void healthNamesEveryService() {
            try (var _ = node()) {
                var run = Cli.run("health", "--data", data);
                assertThat(run.code()).isZero();
                assertThat(run.err()).isEmpty();
                assertThat(run.lines().getFirst())
                        .startsWith("HEALTHY  node front, process "
                                + ProcessHandle.current().pid());
                assertThat(run.out()).containsPattern("\nevents +HEALTHY +up .*, 0 restarts, .*eventsCount [1-9]");
            }
        }

        @Test
        void healthPrintsOneObject() {
            try (var _ = node()) {
                var run = Cli.run("health", "--data", data, "--json");
                assertThat(run.lines()).hasSize(1);
                assertThat(EventsVerbCase.json(run.lines().getFirst()))
                        .containsKeys("status", "reasons", "services", "uptimeMillis");
            }
        }

        @Test
        void degradedIsNoFailure() {
            try (var node = node()) {
                node.telemetry().attach("broken", "elixir_scope.error.occurred", _ -> {
                    throw new IllegalStateException("the pen is dry");
                });
                node.errors().record(FoundationError.of(FoundationErrorType.TIMEOUT));
                var run = Cli.run("health", "--data", data);
                assertThat(run.code()).isZero();
                assertThat(run.lines().getFirst()).startsWith("DEGRADED");
                assertThat(run.out()).contains("- handler broken is quarantined", "the pen is dry");
            }
        }

        @Test
        void treeIsDrawn() {
            try (var _ = node()) {
                var run = Cli.run("tree", "--data", data);
                assertThat(run.code()).isZero();
                assertThat(run.lines().get(0)).matches("NAME +STATE +FOR +RESTARTS +MAILBOX +HANDLED +FULL +LOST");
                assertThat(run.lines().get(1)).matches("foundation +RUNNING +.* 0");
                assertThat(run.lines().get(2)).matches("├─ config +RUNNING +.* 0 +0/1,024 +0 +0 +0");
                assertThat(run.lines().getLast()).startsWith("└─ ");
            }
        }

        @Test
        void treePrintsOneObject() {
            try (var _ = node()) {
                var run = Cli.run("tree", "--data", data, "--json");
                assertThat(run.lines()).hasSize(1);
                assertThat(EventsVerbCase.json(run.lines().getFirst()))
                        .containsKeys("id", "state", "since", "children");
            }
        }

        @Test
        void errorsComeFromTheNodeThatHoldsTheJournal() {
            try (var node = node()) {
                node.errors().record(FoundationError.of(FoundationErrorType.FORMAT_ERROR, "first"));
                node.errors().record(FoundationError.of(FoundationErrorType.TIMEOUT, "second"));
                while (node.events().stats().events() < 2) {
                    Thread.onSpinWait();
                }
                var run = Cli.run("errors", "recent", "--data", data, "--limit", 1);
                assertThat(run.code()).isZero();
                assertThat(run.lines()).singleElement().asString().contains("[E301 timeout] second");
                assertThat(EventsVerbCase.json(Cli.run("errors", "recent", "--data", data, "--json")
                                .lines()
                                .getLast()))
                        .containsKeys("time", "position", "error");
            }
        }
    }

    @Nested
    class WithoutANode {

        @Test
        void saysThatNoneRuns() {
            node().close();
            var run = Cli.run("tree", "--data", data);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("no node runs on " + data, "S102");
        }

        @Test
        void saysThatThereIsNoDirectory() {
            var run = Cli.run("health", "--data", data.resolve("none"));
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("there is no data directory " + data.resolve("none"));
        }

        @Test
        void saysThatTheNodeSpeaksAnotherVersion() throws IOException {
            write(data.resolve("nowhere.sock"), 7);
            var run = Cli.run("health", "--data", data);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("version 7", "version 1", "use the command that came with the node");
        }

        @Test
        void saysThatTheProcessDoesNotAnswer() throws IOException {
            write(data.resolve("nowhere.sock"), 1);
            var run = Cli.run("health", "--data", data);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("does not answer on " + data.resolve("nowhere.sock"));
        }

        @Test
        void saysThatTheAnswerEndedInTheMiddle() throws IOException {
            var path = data.resolve("rude.sock");
            try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(path));
                write(path, 1);
                var rude = Thread.ofPlatform().start(() -> {
                    try (var channel = server.accept()) {
                        channel.write(ByteBuffer.wrap("{\"item\":1".getBytes(StandardCharsets.UTF_8)));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
                var run = Cli.run("tree", "--data", data);
                rude.join();
                assertThat(run.code()).isEqualTo(1);
                assertThat(run.err()).contains("ended the answer in the middle");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Test
        void saysThatTheFileIsOfNoNode() throws IOException {
            Files.writeString(data.resolve("control"), "socket=/tmp/x\npid=many\n");
            var run = Cli.run("tree", "--data", data);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("is not the control file of a node");
        }

        @Test
        void saysThatTheNodeEndedAndLeftItsFileBehind() throws Exception {
            var ended = new ProcessBuilder("true").start();
            ended.waitFor();
            write(data.resolve("left.sock"), 1, ended.pid(), Instant.now());
            var run = Cli.run("tree", "--data", data);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("no node runs on " + data, "process " + ended.pid(), "without removing");
        }

        @Test
        void isNotTakenInByAnotherProcessOfTheSameNumber() throws IOException {
            write(data.resolve("left.sock"), 1, ProcessHandle.current().pid(), Instant.EPOCH);
            var run = Cli.run("health", "--data", data);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("no node runs on " + data, "started 1970-01-01T00:00:00Z");
        }

        @Test
        void needsADirectory() {
            assertThat(Cli.run("tree").code()).isEqualTo(2);
            assertThat(Cli.run("health", "--data").code()).isEqualTo(2);
        }

        private void write(Path socket, int protocol) throws IOException {
            var self = ProcessHandle.current();
            write(socket, protocol, self.pid(), self.info().startInstant().orElseThrow());
        }

        private void write(Path socket, int protocol, long pid, Instant started) throws IOException {
            Files.writeString(
                    data.resolve("control"),
                    "socket=%s\npid=%d\nstarted=%s\nprotocol=%d\n".formatted(socket, pid, started, protocol));
        }
    }
}
