package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.SilentLogger;
import io.elixirscope.foundation.config.ConfigVersion;
import io.elixirscope.foundation.config.ShopConfig;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Verbs of `foundation config` on the directory of a node that does not run.
@Timeout(60)
class ConfigStoppedVerbsIT {
    private static final String ME = System.getProperty("user.name");

    @TempDir
    private Path folder;

    private Path data;
    private Path file;

    @BeforeEach
    void leaveADirectory() throws IOException {
        data = folder.resolve("data");
        file = Files.writeString(folder.resolve("shop.yaml"), "orders:\n  min: 3\n");
        try (var node = node()) {
            node.config()
                    .update(change -> change.set("orders.min", 5).because("test"))
                    .orElseThrow();
        }
    }

    private Foundation node() {
        return Foundation.builder()
                .config(ShopConfig.class)
                .configFile(file)
                .dataDirectory(data)
                .logger(new SilentLogger())
                .start()
                .orElseThrow();
    }

    private Cli.Run verb(Object... words) {
        var all = new ArrayList<Object>(List.of("config"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", data));
        return Cli.run(all.toArray());
    }

    @Nested
    class Reading {

        @Test
        void needsNoRecordAndSaysThatNoNodeRuns() {
            var run = verb("get", "orders.min");
            assertThat(run.code()).isZero();
            assertThat(run.out()).isEqualTo("5\n");
            assertThat(run.err()).isEqualTo("no node runs on " + data + ": this is what the last one left\n");
            assertThat(verb("get", "orders").lines()).contains("orders.min = 5", "orders.note = (not set)");
            assertThat(verb("diff", "1", "2").out()).isEqualTo("orders.min: 3 -> 5, version 2 (local: test)\n");
            assertThat(verb("history").lines().getLast()).matches(" +2 .* local +test +orders.min");
            assertThat(EventsVerbCase.json(
                            verb("history", "--json", "--limit", "1").out()))
                    .containsEntry("version", Value.of(2));
        }

        @Test
        void hidesSecrets() {
            assertThat(verb("get", "api-key").out()).isEqualTo("•••\n");
            assertThat(verb("get", "--json").out()).doesNotContain("hunter2", "secret:");
            assertThat(verb("explain", "api-key").out()).contains("•••").doesNotContain("secret:");
        }

        @Test
        void explainsAsFarAsTheLogTells() {
            var lines = verb("explain", "orders.min").lines();
            assertThat(lines)
                    .startsWith(
                            "orders.min = 5",
                            "  run time: 5 (wins: no higher layer gives it)",
                            "  a source or default: 3 (shadowed by run time)",
                            "  rule: a whole number, default 1, changeable at run time");
            assertThat(verb("explain", "port").out()).contains("8080 (wins: no run-time value)");
        }

        @Test
        void refusesWhatIsNotThere() {
            assertThat(verb("get", "orders.mim").err()).contains("C302", "did you mean orders.min?");
            assertThat(verb("explain", "orders").err()).contains("is a section");
            assertThat(verb("diff", "1", "7").err()).contains("C303");
            assertThat(verb("watch").err()).contains("S102", "no node runs on " + data);
        }

        @Test
        void leavesTheDirectoryAsItIs() throws IOException {
            var changes = data.resolve("config/changes");
            var torn = new ArrayList<>(List.of(Files.readAllBytes(changes)));
            Files.write(changes, new byte[] {0, 0, 1}, java.nio.file.StandardOpenOption.APPEND);
            assertThat(verb("get", "orders.min").out()).isEqualTo("5\n");
            assertThat(changes).hasSize(torn.getFirst().length + 3L);
            try (var files = Files.list(data)) {
                assertThat(files)
                        .noneMatch(path -> path.getFileName().toString().startsWith("holder-"));
            }
        }

        @Test
        void ofNoDirectoryOrNoConfigurationSaysSo() throws IOException {
            assertThat(Cli.run("config", "get", "--data", folder.resolve("none"))
                            .err())
                    .contains("there is no data directory " + folder.resolve("none"));
            assertThat(Cli.run("config", "history", "--data", folder).err())
                    .contains("C301", "there is no configuration in " + folder);
            Files.writeString(data.resolve("config/changes"), "rubbish, and more than thirty-two bytes of it");
            assertThat(verb("get").err()).contains("C403", "is not a change file");
        }
    }

    @Nested
    class Changing {

        @Test
        void isInForceAtTheNextStart() {
            var run = verb("set", "orders.batch-size", "50", "orders.note", "by night", "--because", "load test");
            assertThat(run.code()).isZero();
            assertThat(run.out())
                    .isEqualTo("version 3, by " + ME + ": load test\n  orders.batch-size\n  orders.note\n");
            assertThat(run.err())
                    .startsWith("no node runs on " + data + ": the change takes effect when one starts\n")
                    .contains("not checked before then", "the rules of the root");
            try (var node = node()) {
                assertThat(node.config(ShopConfig.class).current().orders().batchSize())
                        .isEqualTo(50);
                assertThat(node.config().history())
                        .extracting(ConfigVersion::number)
                        .containsExactly(1L, 2L, 3L);
                assertThat(node.config().history().getLast().who()).isEqualTo(ME);
            }
        }

        @Test
        void isTakenBack() {
            assertThat(verb("reset", "orders.min").out()).startsWith("version 3, by " + ME);
            assertThat(verb("get", "orders.min").out()).isEqualTo("3\n");
            assertThat(verb("rollback", "2").out()).contains("version 4", "rollback to version 2");
            assertThat(EventsVerbCase.json(verb("rollback", "1", "--json").out()))
                    .containsEntry("version", Value.of(5))
                    .containsKeys("differing", "unchecked");
            try (var node = node()) {
                assertThat(node.config(ShopConfig.class).current().orders().min())
                        .isEqualTo(3);
                assertThat(node.config().version()).isEqualTo(5);
            }
        }

        @Test
        void isRefusedAsANodeWould() {
            assertThat(verb("set", "orders.batch-size", "0").err()).contains("C203", "must be >= 1, was 0");
            assertThat(verb("set", "orders.min", "99").err()).contains("orders.min must be <= max, was 99");
            assertThat(verb("set", "port", "1", "api-key", "swordfish").err())
                    .contains("C401", "api-key is a secret")
                    .doesNotContain("swordfish");
            assertThat(verb("set", "orders.min", "4", "--expect", "1").err())
                    .contains("C402", "orders.min by version 2 (local: test)");
            assertThat(verb("set", "orders.min", "5").out()).startsWith("nothing changed: version 2");
            assertThat(verb("rollback", "9").err()).contains("C303");
            assertThat(verb("history").lines()).hasSize(3);
        }

        @Test
        void needsTheRecordThatTheNodeHad() throws IOException {
            Files.writeString(data.resolve("config/record"), "shop.Elsewhere\n");
            var run = verb("set", "orders.min", "4");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .contains("checked against the application's record, shop.Elsewhere", "--schema shop.Elsewhere");
            assertThat(verb("set", "orders.min", "4", "--schema", ShopConfig.class.getName())
                            .code())
                    .isZero();
        }

        @Test
        void isRefusedWithAnotherRecord() {
            var other = "io.elixirscope.foundation.config.FoundationConfig";
            assertThat(verb("set", "dev.debug-mode", "true", "--schema", other).err())
                    .contains("this is not the application's record");
        }
    }

    @Nested
    class WhileSomebodyHoldsTheDirectory {

        @Test
        void namesTheHolder() {
            try (var _ = Foundation.builder()
                    .config(ShopConfig.class)
                    .dataDirectory(data)
                    .withoutControlSocket()
                    .start()
                    .orElseThrow()) {
                for (var words : List.of(
                        List.<Object>of("get"),
                        List.<Object>of("history"),
                        List.<Object>of("set", "orders.min", "4"),
                        List.<Object>of("rollback", "1"))) {
                    var run = verb(words.toArray());
                    assertThat(run.code()).isEqualTo(1);
                    assertThat(run.err())
                            .contains(
                                    "S203",
                                    "is in use by process "
                                            + ProcessHandle.current().pid());
                }
            }
        }
    }
}
