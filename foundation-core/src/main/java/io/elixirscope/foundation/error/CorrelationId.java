package io.elixirscope.foundation.error;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What joins everything that belongs to one request: given, or 128 random bits that become text
/// only where somebody asks for it, since most messages are handled without that. Thread-safe once it
/// is in a final field: what was written before that is seen through it.
final class CorrelationId {
    private final long high;
    private final long low;
    /// Written without order: every thread that finds it missing makes the same text.
    private @Nullable String text;

    /// A generated one.
    CorrelationId(long high, long low) {
        this.high = high;
        this.low = low;
    }

    /// A given one.
    CorrelationId(String text) {
        this(0, 0);
        this.text = text;
    }

    /// The given text, or 32 lower-case hexadecimal digits, never all zeros, so that it is a valid
    /// trace id everywhere.
    String text() {
        String made = text;
        if (made == null) {
            var hex = HexFormat.of();
            made = hex.toHexDigits(high) + hex.toHexDigits((high | low) == 0 ? 1 : low);
            text = made;
        }
        return made;
    }
}
