package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.SilentLogger;
import io.elixirscope.foundation.config.ShopConfig;
import io.elixirscope.foundation.control.ControlClient;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Verbs of `foundation config` on a running node.
@Timeout(60)
class ConfigNodeVerbsIT {
    private static final String ME = System.getProperty("user.name");

    @TempDir
    private Path folder;

    private Path data;
    private Foundation node;

    @BeforeEach
    void start() throws IOException {
        data = folder.resolve("data");
        var file = Files.writeString(folder.resolve("shop.yaml"), "orders:\n  min: 3\n");
        node = Foundation.builder()
                .config(ShopConfig.class)
                .configFile(file)
                .dataDirectory(data)
                .logger(new SilentLogger())
                .start()
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private Cli.Run verb(Object... words) {
        var all = new ArrayList<Object>(List.of("config"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", data));
        return Cli.run(all.toArray());
    }

    private ShopConfig settings() {
        return node.config(ShopConfig.class).current();
    }

    @Nested
    class Get {

        @Test
        void printsTheValueAlone() {
            var run = verb("get", "orders.batch-size");
            assertThat(run.code()).isZero();
            assertThat(run.out()).isEqualTo("10\n");
            assertThat(run.err()).isEmpty();
        }

        @Test
        void printsEachOfASection() {
            assertThat(verb("get", "orders").lines())
                    .containsExactly(
                            "orders.batch-size = 10",
                            "orders.max = 9",
                            "orders.min = 3",
                            "orders.note = (not set)",
                            "orders.timeout = 2s");
            assertThat(verb("get").lines()).contains("api-key = •••", "foundation.dev.debug-mode = false");
        }

        @Test
        void printsObjects() {
            assertThat(verb("get", "orders.min", "--json").out())
                    .isEqualTo("{\"path\":\"orders.min\",\"value\":3,\"version\":1}\n");
            assertThat(verb("get", "--json").lines())
                    .allSatisfy(line -> assertThat(EventsVerbCase.json(line)).containsKeys("path", "value", "version"));
        }

        @Test
        void hidesSecrets() {
            assertThat(verb("get", "api-key").out()).isEqualTo("•••\n");
            assertThat(verb("get", "api-key", "--json").out()).contains("•••").doesNotContain("hunter2");
        }

        @Test
        void refusesWhatIsNoSettingOrNotSet() {
            var unknown = verb("get", "orders.batch-sise");
            assertThat(unknown.code()).isEqualTo(1);
            assertThat(unknown.err()).contains("C302", "did you mean orders.batch-size?");
            var absent = verb("get", "orders.note");
            assertThat(absent.code()).isEqualTo(1);
            assertThat(absent.out()).isEmpty();
            assertThat(absent.err()).contains("orders.note is not set");
        }
    }

    @Nested
    class Changes {

        @Test
        void areMadeByTheUserAtTheOtherEndForAReason() {
            var run = verb("set", "orders.batch-size", "50", "--because", "load test");
            assertThat(run.code()).isZero();
            assertThat(run.out()).isEqualTo("version 2, by " + ME + ": load test\n  orders.batch-size\n");
            assertThat(settings().orders().batchSize()).isEqualTo(50);
            var version = node.config().history().getLast();
            assertThat(version.who()).isEqualTo(ME);
            assertThat(version.cause()).isEqualTo("load test");
        }

        @Test
        void ofSeveralSettingsAreOneVersion() {
            var run = verb("set", "orders.min", "20", "orders.max", "30", "--json");
            assertThat(run.code()).isZero();
            assertThat(EventsVerbCase.json(run.out()))
                    .containsEntry("version", Value.of(2))
                    .containsEntry("changed", Value.of(true))
                    .containsEntry("who", Value.of(ME))
                    .containsEntry("paths", Value.list(List.of(Value.of("orders.max"), Value.of("orders.min"))));
        }

        @Test
        void thatChangeNothingMakeNoVersion() {
            var run = verb("set", "orders.batch-size", "10");
            assertThat(run.code()).isZero();
            assertThat(run.out()).isEqualTo("nothing changed: version 1 stays in force\n");
        }

        @Test
        void thatBreakRulesAreRefusedWithAllOfThem() {
            var run = verb("set", "orders.min", "20", "orders.batch-size", "-1", "orders.timeout", "10000");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("write 10000ms or 10s");
            assertThat(verb("set", "orders.batch-size", "-1").err()).contains("batch-size must be >= 1, was -1");
            assertThat(verb("set", "orders.min", "20").err()).contains("orders.min must be <= max, was 20");
            assertThat(node.config().version()).isEqualTo(1);
        }

        @Test
        void areRefusedAtRestartOnlyPathsAndSecretsWithWhatToDo() {
            var run = verb("set", "port", "9000", "api-key", "swordfish-swordfish");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .contains(
                            "C401",
                            "port is not changeable at run time",
                            "api-key is a secret",
                            "Change it in its source and restart")
                    .doesNotContain("swordfish");
        }

        @Test
        void onAStaleVersionAreAConflictThatNamesThePaths() {
            verb("set", "orders.batch-size", "50", "--because", "load test");
            var run = verb("set", "orders.batch-size", "60", "orders.max", "12", "--expect", "1");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("C402", "orders.batch-size by version 2 (" + ME + ": load test)");
            assertThat(verb("set", "orders.max", "12", "--expect", "1").code()).isZero();
            assertThat(verb("set", "orders.max", "13", "--expect", "99").err()).contains("C303", "1 to 3 are kept");
        }

        @Test
        void areTakenBack() {
            verb("set", "orders.min", "5", "orders.batch-size", "50");
            var reset = verb("reset", "orders.min", "--because", "enough");
            assertThat(reset.out()).isEqualTo("version 3, by " + ME + ": enough\n  orders.min\n");
            assertThat(settings().orders().min()).isEqualTo(3);
            var back = verb("rollback", "1");
            assertThat(back.out()).isEqualTo("version 4, by " + ME + ": rollback to version 1\n  orders.batch-size\n");
            assertThat(EventsVerbCase.json(verb("rollback", "2", "--json").out()))
                    .containsEntry("version", Value.of(5))
                    .containsEntry("differing", Value.map(Map.of()));
            assertThat(verb("rollback", "77").err()).contains("C303", "versions 1 to 5 are kept");
        }

        @Test
        void tooLargeForARequestAreRefused() {
            var run = verb("set", "orders.note", "x".repeat(70_000));
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("D205", "a request must be <= 65536 bytes");
        }

        @Test
        void wronglyWrittenEndWithTwo() {
            assertThat(verb("set", "orders.min").code()).isEqualTo(2);
            assertThat(verb("set", "orders.min", "4", "orders.max").err())
                    .contains("the value of orders.max is missing");
            assertThat(verb("set", "orders.min", "4", "orders.min", "5").err()).contains("orders.min is given twice");
            assertThat(verb("set", "orders.min", "4", "--becuase", "x").err()).contains("--because");
            assertThat(verb("rollback", "none").code()).isEqualTo(2);
            assertThat(verb("reset").code()).isEqualTo(2);
        }
    }

    @Nested
    class TheStory {

        @Test
        void isListed() {
            verb("set", "orders.batch-size", "50", "--because", "load test");
            var run = verb("history");
            assertThat(run.lines()).hasSize(3);
            assertThat(run.lines().get(0)).matches("VERSION +TIME +WHO +CAUSE +SETTINGS");
            assertThat(run.lines().get(1)).matches(" +1 +.*Z +local +first start +api-key, .*, \\d+ more");
            assertThat(run.lines().get(2)).matches(" +2 +.*Z +" + ME + " +load test +orders.batch-size");
            assertThat(verb("history", "--limit", "1", "--json").lines())
                    .singleElement()
                    .satisfies(line -> assertThat(EventsVerbCase.json(line))
                            .containsEntry("version", Value.of(2))
                            .containsKeys("at", "who", "cause", "paths"));
        }

        @Test
        void isCompared() {
            verb("set", "orders.batch-size", "50", "--because", "load test");
            assertThat(verb("diff", "1", "2").out())
                    .isEqualTo("orders.batch-size: 10 -> 50, version 2 (" + ME + ": load test)\n");
            assertThat(verb("diff", "2", "1").out()).startsWith("orders.batch-size: 50 -> 10");
            assertThat(verb("diff", "1").out()).isEqualTo(verb("diff", "1", "2").out());
            assertThat(EventsVerbCase.json(verb("diff", "1", "2", "--json").out()))
                    .containsEntry("before", Value.of(10))
                    .containsEntry("after", Value.of(50))
                    .containsEntry("version", Value.of(2));
            assertThat(verb("diff", "2", "2").err()).isEqualTo("no setting differs\n");
            assertThat(verb("diff", "1", "9").err()).contains("C303");
        }

        @Test
        void explainsAValue() {
            verb("set", "orders.min", "5", "--because", "load test");
            var lines = verb("explain", "orders.min").lines();
            assertThat(lines.get(0)).isEqualTo("orders.min = 5");
            assertThat(lines.get(1)).isEqualTo("  run time: 5 (wins: no higher layer gives it)");
            assertThat(lines.get(2)).startsWith("  " + folder.resolve("shop.yaml") + ":2:8: 3 (shadowed by run time)");
            assertThat(lines.get(3)).isEqualTo("  default: 1 (shadowed by run time)");
            assertThat(lines.get(4)).isEqualTo("  rule: a whole number, default 1, changeable at run time");
            assertThat(lines.get(5)).startsWith("  last change: version 2, by " + ME + ": load test, at ");
            assertThat(verb("explain", "api-key").out()).contains("•••").doesNotContain("hunter2");
            assertThat(EventsVerbCase.json(
                            verb("explain", "orders.min", "--json").out()))
                    .containsKeys("path", "effective", "rule", "given", "lastChange");
            assertThat(verb("explain", "orders").err()).contains("is a section");
        }
    }

    @Nested
    class Watch {

        /// A watcher of its own process would do the same.
        private BufferedReader watching(Object... options) throws IOException {
            var lines = new PipedReader(1 << 16);
            var out = new PrintWriter(new PipedWriter(lines));
            var words = new ArrayList<Object>(List.of("config", "watch", "--data", data));
            words.addAll(List.of(options));
            Thread.ofPlatform().daemon().name("watcher").start(() -> {
                Cli.execute(out, new PrintWriter(PrintWriter.nullWriter()), words.toArray());
                out.close();
            });
            return new BufferedReader(lines);
        }

        @Test
        void showsEachVersionAsItComes() throws IOException {
            verb("set", "orders.batch-size", "50", "--because", "before");
            try (var lines = watching("--since", "1")) {
                assertThat(lines.readLine()).endsWith("version 2, by " + ME + ": before");
                assertThat(lines.readLine()).isEqualTo("  orders.batch-size: 10 -> 50");
                verb("set", "orders.batch-size", "60", "orders.note", "hurry", "--because", "now");
                assertThat(lines.readLine()).endsWith("version 3, by " + ME + ": now");
                assertThat(lines.readLine()).isEqualTo("  orders.batch-size: 50 -> 60");
                assertThat(lines.readLine()).isEqualTo("  orders.note: (not set) -> hurry");
            }
        }

        @Test
        void printsObjectsAndEndsWithTheNode() throws IOException {
            verb("set", "orders.batch-size", "50");
            try (var lines = watching("--since", "1", "--json")) {
                assertThat(EventsVerbCase.json(lines.readLine()))
                        .containsEntry("version", Value.of(2))
                        .containsKey("changes");
                node.close();
                assertThat(lines.readLine()).isNull();
            }
        }

        @Test
        void thatHangsBlocksNeitherTheNodeNorOtherQuestions() throws IOException {
            verb("set", "orders.batch-size", "50");
            var hanging = new ArrayList<SocketChannel>();
            try {
                for (int i = 0; i < 4; i++) {
                    hanging.add(hang());
                }
                for (int i = 0; i < 20; i++) {
                    assertThat(verb("set", "orders.batch-size", 100 + i).code()).isZero();
                }
                assertThat(Cli.run("health", "--data", data).code()).isZero();
                assertThat(verb("watch", "--since", "1").err()).contains("S201", "has 4 watchers already");
            } finally {
                for (var channel : hanging) {
                    channel.close();
                }
            }
            try (var lines = watching("--since", "1")) {
                assertThat(lines.readLine()).isNotNull();
            }
        }

        /// Asks and waits for the first byte of the first version, so that its place is taken; then reads no more.
        private SocketChannel hang() throws IOException {
            var socket = ControlClient.of(data, Scheduler.system())
                    .orElseThrow()
                    .file()
                    .socket();
            var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap(
                    "{\"v\":1,\"verb\":\"config.watch\",\"args\":{\"since\":1}}\n".getBytes(StandardCharsets.UTF_8)));
            channel.read(ByteBuffer.allocate(1));
            return channel;
        }
    }

    @Test
    void answersRubbishWithWhatIsWrong() {
        var client = ControlClient.of(data, Scheduler.system()).orElseThrow();
        assertThat(List.of(
                        client.ask("config.update", Map.of(), _ -> {}),
                        client.ask("config.update", Map.of("set", Value.of(3)), _ -> {}),
                        client.ask("config.update", Map.of("reset", Value.of("a")), _ -> {}),
                        client.ask("config.update", Map.of("reset", Value.list(List.of(Value.of(1)))), _ -> {}),
                        client.ask("config.get", Map.of("path", Value.of(3)), _ -> {}),
                        client.ask("config.diff", Map.of("from", Value.of(-1)), _ -> {}),
                        client.ask("config.rollback", Map.of(), _ -> {}),
                        client.ask("config.explain", Map.of(), _ -> {})))
                .allSatisfy(answer -> assertThat(answer.succeeded()).isFalse())
                .allSatisfy(answer -> assertThat(answer.toString()).contains("D204"));
    }
}
