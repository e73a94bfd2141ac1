package io.elixirscope.foundation.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.Timers;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ControlSocketIT {
    private static final String END = "{\"end\":{\"exit\":0}}\n";

    @TempDir
    private Path data;

    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CountDownLatch brokenOff = new CountDownLatch(1);
    private ControlNode node;

    @BeforeEach
    void open() {
        node = new ControlNode(
                data,
                Map.of(
                        "count", this::count,
                        "who", this::who,
                        "boom", this::boom,
                        "refuse", this::refuse,
                        "hold", this::hold,
                        "follow", this::follow,
                        "flood", this::flood));
    }

    @AfterEach
    void close() throws IOException {
        released.countDown();
        node.close();
    }

    private Result<Integer> count(ControlRequest request, ControlSink sink) {
        return request.positive("to", 2).map(to -> {
            for (long number = 1; number <= to; number++) {
                sink.item(Value.of(number));
            }
            return 0;
        });
    }

    private Result<Integer> who(ControlRequest request, ControlSink sink) {
        sink.item(Value.of(request.who()));
        return Result.ok(3);
    }

    private Result<Integer> boom(ControlRequest request, ControlSink sink) {
        sink.item(Value.of("before"));
        throw new IllegalStateException("the fuse blew");
    }

    private Result<Integer> refuse(ControlRequest request, ControlSink sink) {
        return Result.err(FoundationErrorType.DATA_NOT_FOUND, "nothing here");
    }

    private Result<Integer> hold(ControlRequest request, ControlSink sink) {
        sink.item(Value.of("held"));
        return Result.catching(() -> {
            released.await();
            return 0;
        });
    }

    /// Waits for news that never come.
    private Result<Integer> follow(ControlRequest request, ControlSink sink) {
        sink.item(Value.of("following"));
        while (!sink.cancelled()) {
            Scheduler.system().park(this, Scheduler.NO_DEADLINE);
        }
        cancelled.countDown();
        return Result.ok(0);
    }

    /// Sends until it cannot.
    private Result<Integer> flood(ControlRequest request, ControlSink sink) {
        try {
            while (true) {
                sink.item(Value.of("x".repeat(10_000)));
            }
        } catch (CancellationException gone) {
            brokenOff.countDown();
            throw gone;
        }
    }

    private static String request(String verb) {
        return "{\"v\":1,\"verb\":\"" + verb + "\"}\n";
    }

    @Nested
    class Protocol {

        @Test
        void answersItemsThenOneEnd() throws IOException {
            assertThat(node.ask(request("count"))).isEqualTo("{\"item\":1}\n{\"item\":2}\n" + END);
        }

        @Test
        void passesArgumentsOn() throws IOException {
            assertThat(node.ask("{\"v\":1,\"verb\":\"count\",\"args\":{\"to\":1}}\n"))
                    .isEqualTo("{\"item\":1}\n" + END);
            assertThat(node.ask("{\"v\":1,\"verb\":\"count\",\"args\":{\"to\":-1}}\n"))
                    .contains("\"code\":\"D204\"", "'to' of count must be a whole number >= 1");
        }

        @Test
        void knowsTheUserAtTheOtherEnd() throws IOException {
            assertThat(node.ask(request("who")))
                    .isEqualTo("{\"item\":\"" + System.getProperty("user.name") + "\"}\n{\"end\":{\"exit\":3}}\n");
        }

        @Test
        void answersAnErrorInPlaceOfTheEnd() throws IOException {
            assertThat(node.ask(request("refuse")))
                    .startsWith("{\"error\":{")
                    .contains("\"code\":\"D401\"", "nothing here");
            assertThat(node.failures).isEmpty();
        }

        @Test
        void answersAnUnknownVerbWithThoseThereAre() throws IOException {
            assertThat(node.ask(request("dance"))).contains("\"code\":\"D204\"", "'dance'", "count, flood, follow");
        }

        @Test
        void turnsWhatAVerbThrowsIntoOneErrorAndTellsItsOwner() throws IOException {
            var lines = node.ask(request("boom")).lines().toList();
            assertThat(lines).hasSize(2);
            assertThat(lines.getFirst()).isEqualTo("{\"item\":\"before\"}");
            assertThat(lines.getLast()).startsWith("{\"error\":{").contains("\"code\":\"S401\"", "the fuse blew");
            assertThat(node.failures)
                    .singleElement()
                    .satisfies(error -> assertThat(error.message()).contains("'boom'"));
            assertThat(node.ask(request("count"))).endsWith(END);
        }

        @Test
        void readsARequestThatComesInPieces() throws IOException {
            try (var channel = node.connect()) {
                for (char piece : request("count").toCharArray()) {
                    ControlNode.send(channel, String.valueOf(piece));
                }
                assertThat(ControlNode.receive(channel)).endsWith(END);
            }
        }
    }

    @Nested
    class Limits {

        @Test
        void takesARequestOfTheLongestLength() throws IOException {
            var request = request("count");
            var longest = " ".repeat(RequestLogic.MAX_REQUEST_BYTES - request.length()) + request;
            assertThat(node.ask(longest)).endsWith(END);
        }

        @Test
        void refusesALongerRequest() throws IOException {
            try (var channel = node.connect()) {
                ControlNode.send(channel, " ".repeat(RequestLogic.MAX_REQUEST_BYTES));
                assertThat(ControlNode.receive(channel)).contains("\"code\":\"D205\"", "<= 65536 bytes");
            }
        }

        @Test
        void refusesARequestWithoutLineEnd() throws IOException {
            try (var channel = node.connect()) {
                ControlNode.send(channel, "{\"v\":1}");
                channel.shutdownOutput();
                assertThat(ControlNode.receive(channel)).contains("\"code\":\"D204\"", "line end");
            }
        }

        @Test
        void refusesTheNinthConnectionAndTakesItWhenOneHasLeft() throws IOException {
            List<SocketChannel> held = new ArrayList<>();
            for (int i = 0; i < ControlSocket.MAX_CONNECTIONS; i++) {
                held.add(node.connect());
                ControlNode.send(held.getLast(), request("hold"));
            }
            assertThat(node.ask("")).contains("\"code\":\"S201\"", "8 control connections");
            assertThat(node.socket.health().details()).containsEntry("refused", Value.of(1));

            released.countDown();
            for (var channel : held) {
                assertThat(ControlNode.receive(channel)).endsWith(END);
                channel.close();
            }
            node.awaitNoConnection();
            assertThat(node.ask(request("count"))).endsWith(END);
        }

        @Test
        void doesNotWaitForARequestForEver() throws IOException {
            try (var channel = node.connect()) {
                ControlNode.send(channel, "{\"v\":1,");
                node.passIdleTime(1);
                assertThat(ControlNode.receive(channel)).contains("\"code\":\"E301\"", "within 10 s");
            }
            node.awaitNoConnection();
        }

        @Test
        void doesNotWaitForAReaderForEver() throws IOException, InterruptedException {
            try (var channel = node.connect()) {
                ControlNode.send(channel, request("flood"));
                awaitFirstByte(channel);
                while (!brokenOff.await(10, TimeUnit.MILLISECONDS)) {
                    node.passIdleTime(0);
                }
            }
            node.awaitNoConnection();
            assertThat(node.failures).isEmpty();
        }
    }

    @Nested
    class Closing {

        @Test
        void endsAVerbThatWaits() throws IOException, InterruptedException {
            try (var channel = node.connect()) {
                ControlNode.send(channel, request("follow"));
                awaitFirstByte(channel);
            }
            assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
            node.awaitNoConnection();
        }

        @Test
        void breaksOffAVerbThatSends() throws IOException, InterruptedException {
            try (var channel = node.connect()) {
                ControlNode.send(channel, request("flood"));
            }
            assertThat(brokenOff.await(10, TimeUnit.SECONDS)).isTrue();
            node.awaitNoConnection();
            assertThat(node.failures).isEmpty();
        }

        @Test
        void ofTheSocketLeavesNothingBehind() throws IOException, InterruptedException {
            try (var waiting = node.connect();
                    var silent = node.connect()) {
                ControlNode.send(waiting, request("follow"));
                awaitFirstByte(waiting);
                var directory = node.socket.path().getParent();

                node.close();

                assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(ControlNode.receive(waiting)).doesNotContain("end");
                assertThat(ControlNode.receive(silent)).isEmpty();
                assertThat(directory).doesNotExist();
                assertThat(data).isEmptyDirectory();
                assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(
                                thread -> thread.isAlive() && thread.getName().matches("control( \\d+)?"));
            }
        }
    }

    private static void awaitFirstByte(SocketChannel channel) throws IOException {
        assertThat(channel.read(ByteBuffer.allocate(1))).isOne();
    }

    @Nested
    class Place {

        @Test
        void isForItsOwnerOnly() throws IOException {
            var directory = node.socket.path().getParent();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("control"))))
                    .isEqualTo("rw-------");
        }

        @Test
        void isWrittenIntoTheDataDirectory() throws IOException {
            var file = ControlFile.read(data).orElseThrow();
            assertThat(file.socket()).isEqualTo(node.socket.path());
            assertThat(file.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(file.protocol()).isEqualTo(1);
            assertThat(file.alive()).isTrue();
            assertThat(Files.readString(data.resolve("control")))
                    .startsWith("socket=")
                    .contains("\npid=", "\nstarted=", "\nprotocol=1\n");
        }

        @Test
        void isTheFirstThatWillDo(@TempDir Path base) throws IOException {
            var opened = bind(List.of(base.resolve("x".repeat(120)), base.resolve("missing"), base));
            try (var socket = opened.orElseThrow()) {
                assertThat(socket.path()).startsWith(base);
            }
            assertThat(base).isEmptyDirectory();
        }

        @Test
        void isRefusedWithAReasonForEach(@TempDir Path base) {
            var refused = bind(List.of(base.resolve("x".repeat(120)), base.resolve("missing")));
            var error = ((Result.Err<?>) refused).error();
            assertThat(error.type()).isEqualTo(FoundationErrorType.INITIALIZATION_FAILED);
            assertThat(error.report()).contains("XDG_RUNTIME_DIR", "107", "missing");
        }

        private Result<ControlSocket> bind(List<Path> bases) {
            return ControlSocket.open(new ControlSocket.Settings(
                    Scheduler.system(),
                    new Timers(Scheduler.system(), "timers"),
                    data.resolve("."),
                    bases,
                    Map.of(),
                    node.failures::add));
        }
    }
}
