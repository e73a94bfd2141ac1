package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.value.Value;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeFramesTest {
    private static final byte[] SALT = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private static ChangeRecord record(long number) {
        var version = new ConfigVersion(number, Instant.EPOCH.plusSeconds(number), "me", "why", Set.of("a", "b"));
        return new ChangeRecord(
                version,
                Map.of("a", Value.of(number)),
                Map.of("a", Value.of(number)),
                Set.of("b"),
                Map.of("c", "vault"));
    }

    private static byte[] file(long... numbers) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(ChangeFrames.header(SALT));
        for (long number : numbers) {
            out.writeBytes(ChangeFrames.frame(SALT, record(number).encode()));
        }
        return out.toByteArray();
    }

    @Test
    void readsWhatItWrites() {
        var file = file(1, 2, 3);
        var contents = ChangeFrames.read(SALT, file);

        assertThat(ChangeFrames.headerProblem(file)).isEmpty();
        assertThat(ChangeFrames.salt(file)).isEqualTo(SALT);
        assertThat(contents.records()).containsExactly(record(1), record(2), record(3));
        assertThat(contents.damage()).isEmpty();
        assertThat(contents.end()).isEqualTo(file.length);
    }

    @Test
    void endsAtATornRecord() {
        var whole = file(1, 2);
        int second = file(1).length;
        for (int length = second; length < whole.length; length++) {
            var contents = ChangeFrames.read(SALT, Arrays.copyOf(whole, length));

            assertThat(contents.records()).containsExactly(record(1));
            assertThat(contents.end()).isEqualTo(second);
        }
    }

    @Test
    void tellsDamageBeforeTheEndAndReadsOn() {
        int second = file(1).length;
        int third = file(1, 2).length;
        for (int at = second; at < third; at++) {
            var file = file(1, 2, 3);
            file[at] ^= 0x10;

            var contents = ChangeFrames.read(SALT, file);

            assertThat(contents.records()).containsExactly(record(1), record(3));
            assertThat(contents.damage()).containsExactly(new ChangeFrames.Damage(second, third - second));
        }
    }

    @Test
    void refusesADamagedHeader() {
        for (int at = 0; at < ChangeFrames.HEADER_BYTES; at++) {
            var file = file(1);
            file[at] ^= 1;

            assertThat(ChangeFrames.headerProblem(file)).as("byte %d", at).isNotEmpty();
        }
        assertThat(ChangeFrames.headerProblem(new byte[5])).isEqualTo("is not a change file");
    }

    @Test
    void takesNoFrameOfAnotherFileForItsOwn() {
        byte[] other = SALT.clone();
        other[0]++;

        assertThat(ChangeFrames.read(other, file(1)).records()).isEmpty();
    }
}
