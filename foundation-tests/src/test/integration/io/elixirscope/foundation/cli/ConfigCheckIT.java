package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.config.ShopConfig;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `foundation config check`.
@Timeout(60)
class ConfigCheckIT {
    private static final String YAML = """
            ai:
              provider: moc
            dev:
              debug-mode: maybe
              verbose-loging: true
              performance-monitoring: true
              performance-monitoring: false
            storage:
              hot:
                max-events: -1
                max-age-seconds: soon
                prune-interval: 0
            stoarge: 3
            """;

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Cli.Run check(Object... words) {
        var all = new ArrayList<Object>(List.of("config", "check"));
        all.addAll(List.of(words));
        return Cli.run(all.toArray());
    }

    /// `line:column code path`, of the problems in JSON.
    private static List<String> places(Cli.Run run) {
        return run.lines().stream()
                .map(EventsVerbCase::json)
                .map(problem -> shown(problem.get("line")) + ":" + shown(problem.get("column")) + " "
                        + shown(problem.get("code")) + " " + shown(problem.get("path")))
                .toList();
    }

    private static String shown(Value value) {
        return switch (value) {
            case Value.LongValue(var number) -> Long.toString(number);
            case Value.TextValue(var text) -> text;
            default -> "-";
        };
    }

    @Nested
    class EightMistakes {

        @Test
        void inYamlEachWithItsLine() throws IOException {
            var run = check(write("eight.yaml", YAML), "--json");

            assertThat(run.code()).isEqualTo(1);
            assertThat(places(run))
                    .containsExactly(
                            "2:13 C201 ai.provider",
                            "4:15 C201 dev.debug-mode",
                            "5:3 C302 dev.verbose-loging",
                            "7:3 C101 dev.performance-monitoring",
                            "10:17 C203 storage.hot.max-events",
                            "11:22 C201 storage.hot.max-age-seconds",
                            "12:21 C203 storage.hot.prune-interval",
                            "13:1 C302 stoarge");
            assertThat(run.err())
                    .isEqualTo("8 problems in 1 file, checked against "
                            + "io.elixirscope.foundation.config.FoundationConfig\n");
        }

        @Test
        void inYamlForPeople() throws IOException {
            var file = write("eight.yaml", YAML);
            var run = check(file);

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).contains("""
                            C302 config_path_not_found: dev.verbose-loging is not a setting, did you mean dev.verbose-logging?
                             --> %s:5:3
                              |
                            5 |   verbose-loging: •••
                              |   ^
                            """.formatted(file));
            assertThat(run.out()).contains("storage.hot.max-events must be > 0, was -1");
        }

        @Test
        void inJson() throws IOException {
            var run = check(write("eight.json", """
                    {"ai": {"provider": "moc"},
                     "dev": {
                       "debug-mode": "maybe",
                       "verbose-loging": true,
                       "performance-monitoring": true,
                       "performance-monitoring": false},
                     "storage": {"hot": {
                       "max-events": -1,
                       "max-age-seconds": "soon",
                       "prune-interval": 0}},
                     "stoarge": 3}
                    """), "--json");

            assertThat(places(run))
                    .containsExactly(
                            "1:21 C201 ai.provider",
                            "3:18 C201 dev.debug-mode",
                            "4:4 C302 dev.verbose-loging",
                            "6:4 C101 dev.performance-monitoring",
                            "8:18 C203 storage.hot.max-events",
                            "9:23 C201 storage.hot.max-age-seconds",
                            "10:22 C203 storage.hot.prune-interval",
                            "11:2 C302 stoarge");
        }

        @Test
        void inProperties() throws IOException {
            var run = check(write("eight.properties", """
                    ai.provider = moc
                    dev.debug-mode = maybe
                    dev.verbose-loging = true
                    dev.performance-monitoring = true
                    dev.performance-monitoring = false
                    storage.hot.max-events = -1
                    storage.hot.max-age-seconds = soon
                    storage.hot.prune-interval = 0
                    stoarge = \\q
                    """), "--json");

            assertThat(places(run))
                    .containsExactly(
                            "1:15 C201 ai.provider",
                            "2:18 C201 dev.debug-mode",
                            "3:1 C302 dev.verbose-loging",
                            "5:1 C101 dev.performance-monitoring",
                            "6:26 C203 storage.hot.max-events",
                            "7:31 C201 storage.hot.max-age-seconds",
                            "8:30 C203 storage.hot.prune-interval",
                            "9:11 C101 stoarge");
        }

        /// A key given twice ends what the parser of this format makes of the text.
        @Test
        void inTomlSevenAndThenTheDuplicate() throws IOException {
            var text = """
                    stoarge = 3
                    [ai]
                    provider = "moc"
                    [dev]
                    debug-mode = "maybe"
                    verbose-loging = true
                    [storage.hot]
                    max-events = -1
                    max-age-seconds = "soon"
                    prune-interval = 0
                    """;

            assertThat(places(check(write("seven.toml", text), "--json")))
                    .containsExactly(
                            "1:1 C302 stoarge",
                            "3:12 C201 ai.provider",
                            "5:14 C201 dev.debug-mode",
                            "6:1 C302 dev.verbose-loging",
                            "8:14 C203 storage.hot.max-events",
                            "9:19 C201 storage.hot.max-age-seconds",
                            "10:18 C203 storage.hot.prune-interval");
            assertThat(places(check(write("twice.toml", text + "max-events = 2\n"), "--json")))
                    .anyMatch(place -> place.startsWith("11:1 C101"));
        }
    }

    @Nested
    class SeveralFiles {

        @Test
        void oneThatDoesNotParseHidesNoProblemOfTheOthers() throws IOException {
            var broken = write("broken.yaml", "dev:\n  debug-mode: [true\nai:\n  provider: mock\n");
            var wrong = write("wrong.properties", "dev.debug-mode = maybe\nstorage.hot.max-events = 0\n");
            var run = check(broken, wrong, "--json");

            assertThat(places(run))
                    .containsExactly("3:3 C101 -", "1:18 C201 dev.debug-mode", "2:26 C203 storage.hot.max-events");
            assertThat(EventsVerbCase.json(run.lines().getFirst()).get("file")).isEqualTo(Value.of(broken.toString()));
        }

        @Test
        void aLaterOneWinsAndTheShadowedMistakeIsTold() throws IOException {
            var low = write("low.properties", "dev.debug-mode = maybe\nstorage.hot.max-events = 0\n");
            var high = write("high.properties", "dev.debug-mode = true\nstorage.hot.max-events = 7\n");

            assertThat(places(check(low, high, "--json"))).containsExactly("1:18 C201 dev.debug-mode");
        }

        @Test
        void withoutAProblemEndWithZero() throws IOException {
            var run = check(write("good.toml", "dev.debug-mode = true\n"), write("empty.yaml", ""));

            assertThat(run.code()).isZero();
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).startsWith("no problem in 2 files");
        }
    }

    @Nested
    class FilesThatAreNone {

        @Test
        void areEachNamed() throws IOException {
            var missing = folder.resolve("missing.yaml");
            var directory = Files.createDirectory(folder.resolve("directory.yaml"));
            var unknown = write("settings.ini", "a=b");
            var run = check(missing, directory, unknown, "--json");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.lines())
                    .extracting(line -> EventsVerbCase.json(line).get("file"))
                    .containsExactly(
                            Value.of(missing.toString()), Value.of(directory.toString()), Value.of(unknown.toString()));
            assertThat(run.out())
                    .contains(
                            "missing.yaml does not exist", "Is a directory", "must end with one of .json, .properties")
                    .doesNotContain("Exception");
        }

        @Test
        void areNotReadWholeWhenTheyAreHuge() throws IOException {
            var huge = folder.resolve("huge.yaml");
            try (var file = new java.io.RandomAccessFile(huge.toFile(), "rw")) {
                file.setLength(100L << 20);
            }
            assertThat(check(huge, "--json").out()).contains("huge.yaml is larger than 1048576 bytes");
        }

        @Test
        void haveTheirFirstBadByteShown() throws IOException {
            var file = folder.resolve("latin.yaml");
            Files.write(file, "ai:\n  provider: m\u00fcde\n".getBytes(StandardCharsets.ISO_8859_1));
            var run = check(file);

            assertThat(run.out())
                    .contains("is not UTF-8: byte 0xfc at offset 17", "latin.yaml:2:14", "2 |   provider•");
        }

        @Test
        void ofRubbishAreRefusedInEachFormat() throws IOException {
            var bytes = new byte[10_000];
            new Random(7).nextBytes(bytes);
            for (var ending : List.of("yaml", "toml", "json", "properties")) {
                var file = Files.write(folder.resolve("rubbish." + ending), bytes);
                var run = check(file);
                assertThat(run.code()).isEqualTo(1);
                assertThat(run.out()).startsWith("C101 ").doesNotContain("Exception", "\tat ");
            }
        }

        @Test
        void thatMayNotBeReadSaySo() throws IOException {
            var file = write("mine.yaml", "ai:\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
            if (!Files.isReadable(file)) {
                assertThat(check(file, "--json").out()).contains("mine.yaml cannot be read", "ermission denied");
            }
        }
    }

    @Nested
    class AnotherSchema {
        private final Path classes = Path.of("target/test-classes");

        @Test
        void isNamedByItsClass() throws IOException {
            var file = write("shop.yaml", "orders:\n  batch-size: 0\napi-key: \"\"\nfoundation:\n  dev: 3\n");
            var run = check(file, "--schema", ShopConfig.class.getName(), "--json");

            assertThat(places(run)).containsExactly("2:15 C203 orders.batch-size", "5:3 C101 foundation.dev");
        }

        @Test
        void isLoadedFromAClassPath() throws IOException {
            var file = write("shop.yaml", "port: 1\n");
            var run = check(file, "--schema", ShopConfig.class.getName(), "--classpath", classes);

            assertThat(run.code()).isZero();
            assertThat(run.err()).contains("checked against " + ShopConfig.class.getName());
        }

        @Test
        void nestedMayBeNamedAsInSource() throws IOException {
            var run = check(write("o.yaml", "batch-size: 0\n"), "--schema", ShopConfig.class.getName() + ".Orders");

            assertThat(run.out()).contains("batch-size must be >= 1, was 0");
        }

        @Test
        void hidesSecrets() throws IOException {
            var run = check(write("s.yaml", "api-key: [hunter2]\n"), "--schema", ShopConfig.class.getName());

            assertThat(run.out()).contains("api-key is not a text, was •••").doesNotContain("hunter2");
        }

        @Test
        void thatIsNoneSaysWhatToDo() throws IOException {
            var file = write("o.yaml", "");

            assertThat(check(file, "--schema", "shop.Missing").err())
                    .contains("there is no class shop.Missing", "--classpath");
            assertThat(check(file, "--schema", "java.lang.String").err()).contains("must be a record");
            assertThat(check(file, "--schema", "x.Y", "--classpath", folder.resolve("none.jar"))
                            .err())
                    .contains("there is no " + folder.resolve("none.jar"));
            assertThat(check(file, "--schema", "x.Y").code()).isEqualTo(1);
        }

        @Test
        void whoseClassFileIsDamagedSaysSo() throws IOException {
            Files.createDirectories(folder.resolve("shop"));
            Files.writeString(folder.resolve("shop/Broken.class"), "no class");
            var run = check(write("o.yaml", ""), "--schema", "shop.Broken", "--classpath", folder);

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("shop.Broken cannot be used: ClassFormatError");
        }
    }

    @Test
    void wrongUsageEndsWithTwo() {
        assertThat(check().code()).isEqualTo(2);
        assertThat(check("").code()).isEqualTo(2);
        assertThat(check("a.yaml", "--classpath", "x").err()).contains("--classpath needs --schema CLASS");
        assertThat(Cli.run("config").err()).contains("a verb must follow: check");
    }
}
