package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.config.Kinds.Celsius;
import io.elixirscope.foundation.config.Kinds.Host;
import io.elixirscope.foundation.config.Kinds.Many;
import io.elixirscope.foundation.config.Kinds.Money;
import io.elixirscope.foundation.config.Kinds.Plain;
import io.elixirscope.foundation.config.Kinds.Rule;
import io.elixirscope.foundation.config.Kinds.Texts;
import io.elixirscope.foundation.config.Kinds.Times;
import io.elixirscope.foundation.config.Kinds.Tls;
import io.elixirscope.foundation.value.DataSize;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each kind of setting goes the whole way: files, environment, run time, restart, explanation and diff.
class SettingKindsIT {
    private static final Path EXAMPLES = Path.of("src/test/resources/config");

    private static final Many MANY = new Many(
            List.of(1, 2),
            Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
            List.of(
                    new Host("a", 80, Optional.empty(), Map.of("x.y", "one")),
                    new Host("b", 8080, Optional.of(new Tls(Path.of("/b.pem"), true)), Map.of())),
            Map.of("api.calls", 5, "odd key", 6),
            Map.of(
                    "db.reads", new Rule(10, Duration.ofSeconds(1)),
                    "plain", new Rule(20, Duration.ofSeconds(2)),
                    "night", new Rule(1, Duration.ofSeconds(1))),
            Map.of("first", Map.of("short", Duration.ofSeconds(1))),
            Map.of("one", "hunter2"));

    private static final Kinds ALL = new Kinds(
            new Plain(
                    true,
                    (byte) 7,
                    (short) -300,
                    70_000,
                    5_000_000_000L,
                    new BigInteger("123456789012345678901234567890"),
                    0.5f,
                    2_500,
                    new BigDecimal("1.10"),
                    'x',
                    " two  words",
                    DayOfWeek.MONDAY),
            new Times(
                    Duration.ofSeconds(90),
                    Instant.parse("2026-01-31T12:00:00Z"),
                    LocalDate.of(2026, 1, 31),
                    LocalTime.of(12, 30),
                    ZoneId.of("Europe/Paris")),
            new Texts(
                    DataSize.ofMebibytes(16),
                    Path.of("/var/app"),
                    URI.create("https://example.org/"),
                    UUID.fromString("0190a5e4-7d6c-7000-8000-00000000abcd"),
                    Locale.of("de", "CH"),
                    StandardCharsets.UTF_8,
                    new Money(1250),
                    Celsius.parse("40C")),
            MANY,
            Optional.of(new Tls(Path.of("/main.pem"), true)),
            Optional.empty());

    @TempDir
    private Path folder;

    private static ConfigBuilder<Kinds> kinds() {
        return Config.builder(Kinds.class).converter(Money.class, Money::read, Money::write);
    }

    private Foundation start() {
        return Foundation.builder()
                .config(Kinds.class)
                .converter(Money.class, Money::read, Money::write)
                .configFile(EXAMPLES.resolve("kinds.yaml"))
                .dataDirectory(folder.resolve("data"))
                .withoutControlSocket()
                .start()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"kinds.yaml", "kinds.toml", "kinds.json", "kinds.properties"})
    void readsEachKindFromEachFormat(String name) {
        assertThat(kinds().file(EXAMPLES.resolve(name)).check()).isEmpty();
        try (var node = new ConfigNode();
                var config =
                        kinds().file(EXAMPLES.resolve(name)).open(node.runtime).orElseThrow()) {
            assertThat(config.current()).isEqualTo(ALL);
        }
    }

    /// The environment has no odd keys: maps with such are written whole.
    @Test
    void readsEachKindFromTheEnvironment() throws IOException {
        var variables = new HashMap<String, String>();
        var properties = new Properties();
        try (var in = Files.newBufferedReader(EXAMPLES.resolve("kinds.properties"))) {
            properties.load(in);
        }
        properties.forEach((path, value) -> variables.put(variable(path.toString()), value.toString()));
        variables.keySet().removeIf(name -> name.startsWith("K_MANY_LIMITS") || name.startsWith("K_MANY_RULES_DB"));
        variables.remove("K_MANY_HOSTS_0_LABELS_X_Y");
        variables.put("K_MANY_HOSTS_0_LABELS", "x.y=one");
        variables.put("K_MANY_LIMITS", "api.calls = 5, odd key = 6");
        variables.put("K_MANY_RULES", "db.reads.rate=10");
        variables.remove("K_MANY_WAITS_FIRST_SHORT");
        variables.put("K_MANY_WAITS", "first.short=1s");

        try (var node = new ConfigNode();
                var config =
                        kinds().environment("K", variables).open(node.runtime).orElseThrow()) {
            assertThat(config.current()).isEqualTo(ALL);
        }
    }

    private static String variable(String path) {
        return ConfigPath.environmentName("K", path.replace("[", ".").replace("]", ""));
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("plain.flag", false, "false"),
                Arguments.of("plain.small", (byte) 8, "8"),
                Arguments.of("plain.less", (short) 9, "9"),
                Arguments.of("plain.whole", 10, "10"),
                Arguments.of("plain.more", 11L, "11"),
                Arguments.of("plain.most", BigInteger.TEN.pow(30), "1" + "0".repeat(30)),
                Arguments.of("plain.part", 0.1f, "0.1"),
                Arguments.of("plain.fraction", 0.1, "0.1"),
                Arguments.of("plain.exact", new BigDecimal("2.50"), "2.50"),
                Arguments.of("plain.letter", ',', ","),
                Arguments.of("plain.text", "", ""),
                Arguments.of("plain.day", DayOfWeek.FRIDAY, "friday"),
                Arguments.of("times.pause", Duration.ofMillis(5), "5ms"),
                Arguments.of("times.at", Instant.parse("2026-02-01T00:00:00.5Z"), "2026-02-01T00:00:00.500Z"),
                Arguments.of("times.date", LocalDate.of(2026, 2, 1), "2026-02-01"),
                Arguments.of("times.time", LocalTime.of(1, 2, 3), "01:02:03"),
                Arguments.of("times.zone", ZoneOffset.UTC, "Z"),
                Arguments.of("texts.size", DataSize.ofBytes(1_500), "1500B"),
                Arguments.of("texts.path", Path.of("x y"), "x y"),
                Arguments.of("texts.uri", URI.create("urn:x"), "urn:x"),
                Arguments.of("texts.id", new UUID(1, 2), "00000000-0000-0001-0000-000000000002"),
                Arguments.of("texts.locale", Locale.FRENCH, "fr"),
                Arguments.of("texts.charset", StandardCharsets.ISO_8859_1, "ISO-8859-1"),
                Arguments.of("texts.price", new Money(5), "0.05"),
                Arguments.of("texts.limit", Celsius.parse("5C"), "5C"),
                Arguments.of("many.numbers", List.of(), ""),
                Arguments.of("many.numbers", List.of(3), "3"),
                Arguments.of("many.days", Set.of(DayOfWeek.TUESDAY), "tuesday"),
                Arguments.of(
                        "many.hosts",
                        List.of(new Host("c", 1, Optional.empty(), Map.of())),
                        "{name=c, port=1, labels={}}"),
                Arguments.of("many.limits.\"api.calls\"", 50, "50"),
                Arguments.of("many.limits.new", 1, "1"),
                Arguments.of("many.rules.plain.rate", 21, "21"),
                Arguments.of("many.waits.first.long", Duration.ofMinutes(1), "1m"),
                Arguments.of("tls.verify", false, "false"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changesEachKindAtRunTimeAndKeepsIt(String path, Object value, String text) {
        long before;
        try (var foundation = start()) {
            var config = foundation.config(Kinds.class);
            before = config.version();
            config.update(change -> change.set(path, value).because("round trip"))
                    .orElseThrow();
            shows(config, path, value, text, before);
            assertThat(config.diff(before, before + 1).orElseThrow())
                    .singleElement()
                    .satisfies(difference -> assertThat(difference.path()).isEqualTo(path))
                    .satisfies(difference ->
                            assertThat(difference.text()).contains(" -> " + text + ", version " + (before + 1)));
        }
        try (var foundation = start()) {
            var config = foundation.config(Kinds.class);
            shows(config, path, value, text, before);
            config.update(change -> change.reset(path)).orElseThrow();
            assertThat(config.current()).isEqualTo(ALL);
            config.rollback(before + 1).orElseThrow();
            assertThat(config.get(path, Object.class).orElseThrow()).isEqualTo(value);
        }
    }

    private static void shows(Config<Kinds> config, String path, Object value, String text, long before) {
        assertThat(config.version()).isEqualTo(before + 1);
        assertThat(config.get(path, Object.class).orElseThrow()).isEqualTo(value);
        var explained = config.explain(path).orElseThrow();
        assertThat(RawValue.text(explained.effective())).isEqualTo(text);
        assertThat(explained.given().getFirst().layer()).isEqualTo("run time");
    }

    @Test
    void changesWholeMapsAndRecords() {
        try (var foundation = start()) {
            var config = foundation.config(Kinds.class);
            config.update(change -> change.set("many.limits", Map.of("a b", 1, "c", 2))
                            .set("many.rules", Map.of("x.y", new Rule(3, Duration.ofSeconds(3))))
                            .set(
                                    "times",
                                    new Times(
                                            Duration.ZERO,
                                            ALL.times().at(),
                                            ALL.times().date(),
                                            ALL.times().time(),
                                            ALL.times().zone())))
                    .orElseThrow();

            assertThat(config.snapshot().version().changedPaths())
                    .containsExactlyInAnyOrder(
                            "many.limits.\"a b\"",
                            "many.limits.c",
                            "many.rules.\"x.y\".rate",
                            "many.rules.\"x.y\".per",
                            "times.pause");
            config.update(change -> change.set("many.limits", Map.of("c", 3))).orElseThrow();
            assertThat(config.current().many().limits()).containsOnlyKeys("api.calls", "odd key", "c");
            config.update(change -> change.reset("many")).orElseThrow();
            assertThat(config.current().many()).isEqualTo(MANY);
            assertThat(config.get("many.limits.api.calls", Integer.class).orElseThrow())
                    .isEqualTo(5);
            assertThat(config.get("many.limits", Object.class).orElseThrow()).isEqualTo(MANY.limits());
        }
    }

    @Test
    void hidesTheSecretsOfAMap() {
        try (var foundation = start()) {
            var config = foundation.config(Kinds.class);

            assertThat(config.snapshot().values()).containsEntry("many.tokens.one", Value.of(Masking.HIDDEN));
            assertThat(config.explain("many.tokens.one").orElseThrow().text()).doesNotContain("hunter2");
            assertThat(config.update(change -> change.set("many.tokens.one", "x"))
                            .toString())
                    .contains("is a secret")
                    .doesNotContain("hunter2");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    hosts: [{name: a}, {port: x}]     | 2:29 many.hosts[1].port is not a whole number, was "x"
                    hosts: [{name: a}, {port: 1}]     | 2:29 many.hosts[1].name is required, a text
                    hosts: [{name: a, prot: 1}]       | 2:27 many.hosts[0].prot is not a setting, did you mean port?
                    hosts: [7]                        | 2:10 many.hosts has an item 1 that is not a section with name, port, tls, labels, was the list [7]
                    hosts: 7                          | 2:10 many.hosts is not a list, each a section with name, port, tls, labels, was "7"
                    rules: {a: {rate: 0}}             | 2:21 many.rules.a.rate must be > 0, was 0
                    rules: {a.b: {rat: 0}}            | 2:17 many.rules.a.b.rat is not a setting, did you mean many.rules."a.b".rate?
                    rules: {a: 7}                     | 2:11 many.rules.a is a section: give its settings one by one
                    limits: {a: x}                    | 2:15 many.limits.a is not a whole number, was "x"
                    limits: 7                         | 2:3 many.limits is a map: give its keys one by one, or as key = value, …
                    limits: {"": 7}                   | 2:12 many.limits. is not a setting
                    days: [monday, monday]            | 2:9 many.days has an item 2 that is there before, was the list [monday,monday]
                    """)
    void pointsIntoListsAndMaps(String line, String expected) throws IOException {
        var file = Files.writeString(folder.resolve("bad.yaml"), "many:\n  " + line + "\n");

        assertThat(kinds().file(EXAMPLES.resolve("kinds.yaml")).file(file).check())
                .extracting(problem -> (problem.at() == null
                                ? ""
                                : problem.at().line() + ":" + problem.at().column() + " ")
                        + problem.message())
                .contains(expected);
    }
}
