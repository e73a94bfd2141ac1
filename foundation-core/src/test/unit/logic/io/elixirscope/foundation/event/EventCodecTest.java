package io.elixirscope.foundation.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EventCodecTest {
    private final Event full = EventTest.full().buildOrThrow();

    private static Result<Event> decode(byte[] bytes) {
        return Event.decode(bytes, 0, bytes.length);
    }

    @Test
    void decodesWhatItEncoded() {
        assertThat(decode(full.encoded())).isEqualTo(Result.ok(full));
        Event small = Event.builder("i", "s", "t", Instant.EPOCH).buildOrThrow();
        assertThat(decode(small.encoded())).isEqualTo(Result.ok(small));
    }

    @Test
    void keepsItsForm() {
        Event small = Event.builder("i", "/s", "t", Instant.ofEpochSecond(-1, 5))
                .causeId("c")
                .node("n")
                .data(Value.of(true))
                .buildOrThrow();
        assertThat(HexFormat.of().formatHex(small.encoded()))
                .isEqualTo("01" + "04" + "0169" + "022f73" + "0174" + "01" + "05" + "0163" + "016e" + "00" + "00" + "01"
                        + "00" + "0102");
    }

    @Test
    void knowsTheSizeBeforehand() {
        assertThat(full.encodedSize()).isEqualTo(full.encoded().length);
    }

    @Test
    void decodesOutOfTheMiddleOfAnArray() {
        byte[] encoded = full.encoded();
        byte[] padded = new byte[encoded.length + 20];
        System.arraycopy(encoded, 0, padded, 7, encoded.length);
        assertThat(Event.decode(padded, 7, encoded.length)).isEqualTo(Result.ok(full));
    }

    @Test
    void refusesEveryShorterPiece() {
        byte[] encoded = full.encoded();
        for (int length = 0; length < encoded.length; length++) {
            Result<Event> refused = decode(Arrays.copyOf(encoded, length));
            assertThat(refused)
                    .as("length %d", length)
                    .isInstanceOfSatisfying(
                            Result.Err.class,
                            failed -> assertThat(failed.error().type())
                                    .isEqualTo(FoundationErrorType.DESERIALIZATION_FAILED));
        }
    }

    @Test
    void refusesALongerPieceAndUnknownVersionsAndFlags() {
        byte[] encoded = full.encoded();
        assertThat(decode(Arrays.copyOf(encoded, encoded.length + 1)).succeeded())
                .isFalse();
        byte[] version = encoded.clone();
        version[0] = 3;
        assertThat(decode(version).succeeded()).isFalse();
        byte[] flags = encoded.clone();
        flags[1] = 8;
        assertThat(decode(flags).succeeded()).isFalse();
    }

    @Test
    void givesAnEventOrAnErrorForAnyBytes() {
        Random random = new Random(1);
        byte[] encoded = full.encoded();
        for (int i = 0; i < 50_000; i++) {
            byte[] hostile = encoded.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                hostile[random.nextInt(hostile.length)] = (byte) random.nextInt();
            }
            if (decode(hostile) instanceof Result.Ok<Event>(Event event)) {
                assertThat(EventValidator.fieldViolations(event)).isEmpty();
            }
        }
    }

    @Test
    void allocatesNothingForLengthsThatAreNotThere() {
        byte[] hostile = {1, 0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7};
        assertThat(decode(hostile).succeeded()).isFalse();
    }

    @Test
    void saysWhenTheDataIsNoValue() {
        byte[] encoded = Event.builder("i", "s", "t", Instant.EPOCH)
                .data(Value.of(true))
                .buildOrThrow()
                .encoded();
        encoded[encoded.length - 1] = 99;
        Event event = decode(encoded).orElseThrow();
        assertThatThrownBy(event::data)
                .isInstanceOfSatisfying(
                        FoundationException.class,
                        failed -> assertThat(failed.error().type()).isEqualTo(FoundationErrorType.DATA_CORRUPTION));
    }
}
