package io.elixirscope.foundation.event;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// The encoded data of an event as it is kept: the bytes of `ValueCodec`, or the same as raw
/// DEFLATE where that is smaller. Immutable.
///
/// Two payloads are the same when their full bytes are: what one version of the compressor makes,
/// another makes otherwise. The compressor runs where the event is built, in the builder's thread
/// and under no lock.
final class Payload {
    /// What is not larger stays as it is, in bytes.
    static final int PLAIN_UP_TO = 1_024;

    /// No deflated byte stands for more: a larger ratio is a lie.
    private static final int HIGHEST_RATIO = 1_040;

    private final byte[] kept;
    private final int fullLength;
    private final boolean deflated;

    private Payload(byte[] kept, int fullLength, boolean deflated) {
        this.kept = kept;
        this.fullLength = fullLength;
        this.deflated = deflated;
    }

    /// Takes the bytes over, and deflates them where that pays.
    static Payload of(byte[] full) {
        byte[] smaller = full.length <= PLAIN_UP_TO ? null : smaller(full);
        return smaller == null ? plain(full) : deflated(smaller, full.length);
    }

    static Payload plain(byte[] full) {
        return new Payload(full, full.length, false);
    }

    static Payload deflated(byte[] kept, int fullLength) {
        return new Payload(kept, fullLength, true);
    }

    /// Whether so many bytes can be inflated to so many.
    static boolean isPossible(int kept, int fullLength) {
        return fullLength <= (long) kept * HIGHEST_RATIO;
    }

    boolean deflated() {
        return deflated;
    }

    byte[] kept() {
        return kept;
    }

    int fullLength() {
        return fullLength;
    }

    /// The bytes of `ValueCodec`, not to be changed; null where they cannot be inflated.
    byte @Nullable [] full() {
        return deflated ? inflated() : kept;
    }

    boolean sameAs(Payload other) {
        if (fullLength != other.fullLength) {
            return false;
        }
        if (deflated == other.deflated && Arrays.equals(kept, other.kept)) {
            return true;
        }
        byte[] own = deflated || other.deflated ? full() : null;
        byte[] others = own == null ? null : other.full();
        return own != null && others != null && Arrays.equals(own, others);
    }

    private static byte @Nullable [] smaller(byte[] full) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(full);
            deflater.finish();
            byte[] room = new byte[full.length - 1];
            int length = 0;
            while (!deflater.finished() && length < room.length) {
                length += deflater.deflate(room, length, room.length - length);
            }
            return deflater.finished() ? Arrays.copyOf(room, length) : null;
        } finally {
            deflater.end();
        }
    }

    private byte @Nullable [] inflated() {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(kept);
            byte[] full = new byte[fullLength];
            int length = 0;
            while (length < fullLength) {
                int more = inflater.inflate(full, length, fullLength - length);
                if (more == 0) {
                    return null;
                }
                length += more;
            }
            return ended(inflater) ? full : null;
        } catch (DataFormatException corrupt) {
            return null;
        } finally {
            inflater.end();
        }
    }

    /// Whether nothing follows, neither inflated nor to be inflated.
    private static boolean ended(Inflater inflater) throws DataFormatException {
        boolean nothingMore = inflater.finished() || inflater.inflate(new byte[1]) == 0;
        return nothingMore && inflater.finished() && inflater.getRemaining() == 0;
    }
}
