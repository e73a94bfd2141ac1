package io.elixirscope.foundation.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.value.Value;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CloudEventsJsonPropertyTest {

    private static final int ROUNDS = 3_000;
    private static final Instant RECORDED = Instant.parse("2026-02-01T00:00:00Z");

    @Test
    void whatIsWrittenIsReadEqual() {
        for (var seed = 1L; seed <= ROUNDS; seed++) {
            var event = new Events(seed).event();
            var line = CloudEventsJson.write(new StoredEvent(seed, RECORDED, event));
            assertThat(line).as("seed %d", seed).doesNotContain("\n", "\r");
            assertThat(CloudEventsJson.read(line, 1))
                    .as("seed %d: %s", seed, line)
                    .isEqualTo(Result.ok(event));
        }
    }

    @Test
    void aMutatedLineIsReadOrRefusedWithAPlaceInIt() {
        for (var seed = 1L; seed <= ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            var line = CloudEventsJson.write(new StoredEvent(seed, RECORDED, new Events(seed).event()));
            var mutated = mutate(line, random);
            if (CloudEventsJson.read(mutated, 1) instanceof Result.Err<Event>(var error)) {
                var source = error.source().orElseThrow();
                assertThat(source.column()).as("seed %d: %s", seed, mutated).isBetween(1, mutated.length() + 2);
                assertThat(error.message()).as("seed %d", seed).isNotBlank();
            }
        }
    }

    @Test
    void anyBytesAreLinesThatAreReadOrRefused() {
        for (var seed = 1L; seed <= ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            var line = CloudEventsJson.write(new StoredEvent(seed, RECORDED, new Events(seed).event()));
            var bytes = (line + "\n" + line).getBytes(StandardCharsets.UTF_8);
            for (var i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            var count = 0;
            try (var lines = new CloudEventsLines(new ByteArrayInputStream(bytes), "fuzz")) {
                while (lines.hasNext()) {
                    assertThat(lines.next().number()).as("seed %d", seed).isPositive();
                    count++;
                }
            }
            assertThat(count).as("seed %d", seed).isBetween(1, 6);
        }
    }

    private static String mutate(String line, SplittableRandom random) {
        var text = new StringBuilder(line);
        for (var i = random.nextInt(3); i >= 0; i--) {
            var at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, "\"{}[]:,\\u0e1.-tn".charAt(random.nextInt(16)));
                case 2 -> text.setCharAt(at, (char) random.nextInt(0x10000));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(30))));
            }
        }
        return text.toString();
    }

    /// Draws events whose data survives JSON: no instants and no bytes inside, numbers as JSON reads them.
    private static final class Events {

        private final SplittableRandom random;

        Events(long seed) {
            this.random = new SplittableRandom(seed);
        }

        Event event() {
            var time = Instant.ofEpochSecond(
                    random.nextLong(-62_135_596_800L, 253_402_300_800L), random.nextInt(1_000_000_000));
            var builder = Event.builder(ascii(), "urn:" + random.nextInt(), text(20) + "t", time)
                    .configVersion(random.nextBoolean() ? 0 : random.nextLong(Long.MAX_VALUE))
                    .schemaVersion(random.nextInt(4))
                    .node(text(10))
                    .origin(text(10))
                    .data(random.nextInt(10) == 0 ? Value.of(bytes()) : value(4));
            if (random.nextBoolean()) {
                builder.subject("s" + text(30)).correlationId(ascii()).causeId(ascii());
            }
            for (var i = random.nextInt(4); i > 0; i--) {
                builder.attribute("x" + random.nextInt(1_000), text(10));
            }
            return builder.buildOrThrow();
        }

        private Value value(int depth) {
            return switch (random.nextInt(depth == 0 ? 6 : 8)) {
                case 0 -> Value.ofNull();
                case 1 -> Value.of(random.nextBoolean());
                case 2 -> Value.of(random.nextLong());
                case 3 -> Value.of(random.nextInt() / 8.0);
                case 4 ->
                    Value.of(
                            new BigDecimal(BigInteger.valueOf(random.nextLong()).multiply(BigInteger.TEN.pow(9)), 3));
                case 5 -> Value.of(text(20));
                case 6 -> list(depth);
                default -> map(depth);
            };
        }

        private Value list(int depth) {
            List<Value> items = new ArrayList<>();
            for (var i = random.nextInt(4); i > 0; i--) {
                items.add(value(depth - 1));
            }
            return Value.list(items);
        }

        private Value map(int depth) {
            Map<String, Value> fields = new LinkedHashMap<>();
            for (var i = random.nextInt(4); i > 0; i--) {
                fields.put(text(6), value(depth - 1));
            }
            return Value.map(fields);
        }

        private byte[] bytes() {
            var bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            return bytes;
        }

        private String ascii() {
            var text = new StringBuilder();
            for (var i = random.nextInt(127); i >= 0; i--) {
                text.append((char) random.nextInt(' ', 127));
            }
            return text.toString();
        }

        private String text(int max) {
            var text = new StringBuilder();
            for (var i = random.nextInt(max); i > 0; i--) {
                var point = random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(128);
                text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? '\u2028' : point);
            }
            return text.toString();
        }
    }
}
