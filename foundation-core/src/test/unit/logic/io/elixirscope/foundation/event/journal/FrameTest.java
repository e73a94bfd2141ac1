package io.elixirscope.foundation.event.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.StoredEvent;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class FrameTest {
    private final StoredEvent stored = new StoredEvent(
            77,
            Instant.ofEpochSecond(-5, 999_999_999),
            Event.builder("id", "/s", "t", Instant.EPOCH).buildOrThrow());

    private byte[] frame(boolean more) {
        byte[] payload = stored.event().encoded();
        byte[] bytes = new byte[Frame.sizeOf(payload.length)];
        Arrays.fill(bytes, (byte) 0x55);
        assertThat(Frame.write(bytes, 0, stored, payload, more)).isEqualTo(bytes.length);
        return bytes;
    }

    @Test
    void givesBackWhatItHolds() {
        byte[] bytes = frame(true);
        assertThat(Frame.isSound(bytes, 0, bytes.length)).isTrue();
        assertThat(Frame.position(bytes, 0)).isEqualTo(77);
        assertThat(Frame.more(bytes, 0)).isTrue();
        assertThat(Frame.more(frame(false), 0)).isFalse();
        assertThat(Frame.decode(bytes, 0)).isEqualTo(Result.ok(stored));
    }

    @Test
    void takesMultiplesOfEightBytes() {
        assertThat(Frame.sizeOf(0)).isEqualTo(32);
        assertThat(Frame.sizeOf(1)).isEqualTo(40);
        assertThat(Frame.sizeOf(8)).isEqualTo(40);
        assertThat(frame(false).length % 8).isZero();
    }

    @Test
    void seesEveryBitThatChanged() {
        byte[] bytes = frame(false);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Frame.isSound(damaged, 0, damaged.length))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void isNotSoundWhenItIsCut() {
        byte[] bytes = frame(false);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(Frame.isSound(bytes, 0, length)).isFalse();
        }
        assertThat(Frame.isSound(new byte[64], 0, 64)).isFalse();
    }
}
