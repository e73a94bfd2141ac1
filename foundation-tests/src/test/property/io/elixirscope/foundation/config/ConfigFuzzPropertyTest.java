package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.config.Kinds.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever stands in a file or an environment, checking a configuration ends with a report: never with an
/// exception, and each problem of a file has a place in it.
class ConfigFuzzPropertyTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/config");
    private static final String[] NAMES = {"kinds.yaml", "kinds.toml", "kinds.json", "kinds.properties"};
    private static final String[] PIECES = {
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "\n",
        "\n  ",
        ".",
        "=",
        ":",
        ",",
        "#",
        "\\",
        "-1",
        "1e999",
        "99999999999999999999",
        "[0]",
        "[9]",
        "\"\"",
        "null",
        "é",
        "\uD83D\uDE00",
        "\u0000",
        "many.hosts[2].port",
        "PT",
        "${",
        "tls",
        "  - ",
        "~",
        "16mib",
        "NaN",
        "true",
        " ",
        "\t",
        "&a ",
        "*a",
        "!!x "
    };

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    private static ConfigBuilder<Kinds> kinds() {
        return Config.builder(Kinds.class).converter(Money.class, Money::read, Money::write);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyFileEndsInAReport(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        for (var name : NAMES) {
            var text = Files.readString(EXAMPLES.resolve(name));
            var file = folder.resolve(name);
            for (int i = 0; i < 5; i++) {
                var bytes = mutated(text, random).getBytes(StandardCharsets.UTF_8);
                if (random.nextInt(10) == 0) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                Files.write(file, bytes);
                var lines = new String(bytes, StandardCharsets.UTF_8).split("\r\n|\n|\r", -1).length;

                assertThat(kinds().file(file).check()).allSatisfy(problem -> {
                    assertThat(problem.message()).isNotBlank();
                    if (problem.at() != null && problem.at().file().equals(file.toString())) {
                        assertThat(problem.at().line()).isBetween(1, lines);
                    }
                });
            }
        }
    }

    private static String mutated(String text, SplittableRandom random) {
        var mutated = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(mutated.length());
            int end = Math.min(mutated.length(), at + random.nextInt(6));
            mutated.replace(at, random.nextBoolean() ? at : end, PIECES[random.nextInt(PIECES.length)]);
        }
        return mutated.toString();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyEnvironmentEndsInAReport(long seed) {
        var random = new SplittableRandom(seed);
        var known = new EnvironmentNames("K", kinds().schema()).known().toArray(String[]::new);
        for (int i = 0; i < 12; i++) {
            var variables = new HashMap<String, String>();
            for (int j = 0; j < 8; j++) {
                var name = known[random.nextInt(known.length)];
                var more =
                        new String[] {"", "", "_0_NAME", "_1_PORT", "_X", "_X_RATE", "_X_Y_PER", "_", "_99_TLS_VERIFY"};
                variables.put(name + more[random.nextInt(more.length)], PIECES[random.nextInt(PIECES.length)]);
            }
            assertThat(kinds().environment("K", variables).check())
                    .allSatisfy(problem -> assertThat(problem.message()).isNotBlank());
        }
    }

    /// Eight mistakes of eight kinds, each told at its own line.
    @Test
    void tellsEightMistakesAtOnce() throws IOException {
        var file = Files.writeString(folder.resolve("eight.yaml"), """
                plain:
                  flag: perhaps
                  whole: 3000000000
                  txet: a typing error
                  day: mundy
                times:
                  pause: 10000
                texts:
                  size: 16
                many:
                  hosts: [{name: a, port: high}]
                  rules: {slow: {rate: 0}}
                """);

        assertThat(kinds().file(EXAMPLES.resolve("kinds.yaml")).file(file).check())
                .extracting(problem -> problem.at().line() + " " + problem.message())
                .containsExactlyInAnyOrder(
                        "2 plain.flag is not true or false, was \"perhaps\"",
                        "3 plain.whole is outside the range of -2147483648 to 2147483647, was \"3000000000\"",
                        "4 plain.txet is not a setting, did you mean plain.text?",
                        "5 plain.day is not one of monday, tuesday, wednesday, thursday, friday, saturday, sunday,"
                                + " did you mean monday?, was \"mundy\"",
                        "7 times.pause is a number without a unit, 10000: write 10000ms or 10s, was \"10000\"",
                        "9 texts.size is a number without a unit, 16: write 16B or 16MiB, was \"16\"",
                        "11 many.hosts[0].port is not a whole number, was \"high\"",
                        "12 many.rules.slow.rate must be > 0, was 0");
    }
}
