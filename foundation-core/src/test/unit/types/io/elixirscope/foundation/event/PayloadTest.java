package io.elixirscope.foundation.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

final class PayloadTest {
    private static final Value LARGE = Value.of("all work and no play ".repeat(200));

    private static Event.Builder event() {
        return Event.builder("1", "/s", "t", Instant.EPOCH);
    }

    private static Event decode(byte[] encoded) {
        return Event.decode(encoded, 0, encoded.length).orElseThrow();
    }

    @Test
    void deflatesWhatIsLargeAndGetsSmaller() {
        Event event = event().data(LARGE).buildOrThrow();
        assertThat(event.encodedSize()).isEqualTo(event.encoded().length).isLessThan(event.fullSize() / 10);
        assertThat(decode(event.encoded()).data()).isEqualTo(LARGE);
        assertThat(decode(event.encoded())).isEqualTo(event);
    }

    @Test
    void leavesWhatIsSmallOrDoesNotGetSmaller() {
        byte[] noise = new byte[50_000];
        new Random(1).nextBytes(noise);
        Event small = event().data(Value.of("a".repeat(1_000))).buildOrThrow();
        Event random = event().data(Value.of(noise)).buildOrThrow();
        assertThat(small.encodedSize()).isEqualTo(small.fullSize());
        assertThat(random.encodedSize()).isEqualTo(random.fullSize());
        assertThat(small.encoded()[0]).isEqualTo((byte) 1);
    }

    @Test
    void isTheSameWhateverTheCompressorMadeOfIt() {
        byte[] full = event().data(LARGE).buildOrThrow().encodedData();
        Event fast = event().data(LARGE).buildOrThrow();
        Event best = event().payload(deflated(full, Deflater.BEST_COMPRESSION)).unchecked();
        Event plain = event().payload(Payload.plain(full)).unchecked();
        assertThat(fast.encoded()).isNotEqualTo(best.encoded());
        assertThat(fast).isEqualTo(best).isEqualTo(plain);
        assertThat(plain).isEqualTo(best);
        Event other =
                event().data(Value.of("all work and no plaz ".repeat(200))).buildOrThrow();
        assertThat(fast).isNotEqualTo(other);
    }

    private static Payload deflated(byte[] full, int level) {
        Deflater deflater = new Deflater(level, true);
        deflater.setInput(full);
        deflater.finish();
        byte[] room = new byte[full.length];
        int length = deflater.deflate(room);
        deflater.end();
        return Payload.deflated(Arrays.copyOf(room, length), full.length);
    }

    /// Bytes that version 2 wrote once: they are read for ever.
    @Test
    void readsWhatItOnceWrote() {
        byte[] golden = Base64.getDecoder()
                .decode(
                        "AggBMQIvcwF0AAAAAAABAOsgRe3VsQ2AMAwEwI45fjVLdFgJShOxMWOwA/W1Ll/+v+NNdWfPdaXGmTFzdz2OAvEMimAZrCIRaEhDGtKQhjSkIQ1p+EfDDw==");
        assertThat(decode(golden)).isEqualTo(event().data(LARGE).buildOrThrow());
    }

    @Test
    void refusesALengthThatNoBytesCanInflateTo() {
        byte[] encoded = event().data(LARGE).buildOrThrow().encoded();
        int kept = event().data(LARGE).buildOrThrow().payload.kept().length;
        Event bomb =
                event().payload(Payload.deflated(new byte[kept], 30_000_000)).unchecked();
        Result<Event> refused = Event.decode(bomb.encoded(), 0, bomb.encodedSize());
        assertThat(refused.succeeded()).isFalse();
        assertThat(decode(encoded)).isNotNull();
    }

    @Test
    void givesDataOrAnErrorForAnyBytes() {
        Random random = new Random(7);
        byte[] encoded = event().data(LARGE).buildOrThrow().encoded();
        int readable = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] hostile = encoded.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                hostile[random.nextInt(hostile.length)] = (byte) random.nextInt();
            }
            if (Event.decode(hostile, 0, hostile.length) instanceof Result.Ok<Event>(Event event)) {
                try {
                    assertThat(event.data()).isNotNull();
                    readable++;
                } catch (FoundationException corrupt) {
                    assertThat(corrupt.error().message()).contains("is not a value");
                }
            }
        }
        assertThat(readable).isPositive();
    }

    @Test
    void saysThatDataCannotBeInflated() {
        Event broken =
                event().payload(Payload.deflated(new byte[] {1, 2, 3}, 100)).unchecked();
        assertThatThrownBy(broken::data).isInstanceOf(FoundationException.class).hasMessageContaining("inflated");
        assertThatThrownBy(broken::encodedData).isInstanceOf(FoundationException.class);
        Event longer = event().payload(Payload.deflated(
                        event().data(LARGE).buildOrThrow().payload.kept(), 4_000))
                .unchecked();
        assertThatThrownBy(longer::data).isInstanceOf(FoundationException.class);
    }
}
