package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// The form in which values are stored: a secret as the first 8 bytes of SHA-256(salt, value), all
/// others as they are. Immutable.
final class Fingerprint {
    static final int SALT_BYTES = 16;
    private static final int SHOWN_BYTES = 8;
    private static final String MARK = "secret:";

    private final byte[] salt;

    /// With 16 random bytes of one change log.
    Fingerprint(byte[] salt) {
        this.salt = salt.clone();
    }

    Map<String, Value> stored(ConfigSchema schema, Map<String, Value> effective) {
        var stored = new TreeMap<>(effective);
        if (schema.hasSecrets()) {
            stored.replaceAll(
                    (path, value) -> value instanceof Value.NullValue || !schema.secret(path) ? value : of(value));
        }
        return stored;
    }

    /// Whether a stored value has the form of a fingerprint.
    static boolean is(Value stored) {
        return stored instanceof Value.TextValue(var text) && text.startsWith(MARK);
    }

    private Value of(Value secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            var hash = digest.digest(ValueCodec.encode(secret));
            return Value.of(MARK + HexFormat.of().formatHex(hash, 0, SHOWN_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
