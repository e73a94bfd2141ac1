package io.elixirscope.foundation.event;

import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Puts a marker in the place of a value that is too large: its size, its digest, its beginning.
final class CutLogic {
    /// Characters of JSON text that a marker shows.
    static final int PREVIEW = 200;

    private CutLogic() {}

    /// Cuts the fields of a map that are larger than `maxBytes` encoded, or the value itself where
    /// it is no map.
    static Value cut(Value data, int maxBytes) {
        if (!(data instanceof Value.MapValue(var fields))) {
            return cutWhole(data, maxBytes);
        }
        Map<String, Value> kept = new LinkedHashMap<>();
        fields.forEach((name, field) -> kept.put(name, cutWhole(field, maxBytes)));
        return Value.map(kept);
    }

    static boolean isCut(Value value) {
        return value instanceof Value.MapValue(var fields) && fields.size() == 1 && fields.containsKey(TypedData.CUT);
    }

    private static Value cutWhole(Value value, int maxBytes) {
        byte[] encoded = ValueCodec.encode(value);
        if (encoded.length <= maxBytes) {
            return value;
        }
        Map<String, Value> marker = new LinkedHashMap<>();
        marker.put("bytes", Value.of(encoded.length));
        marker.put("sha256", Value.of(HexFormat.of().formatHex(sha256(encoded))));
        marker.put("preview", Value.of(preview(value)));
        return Value.map(Map.of(TypedData.CUT, Value.map(marker)));
    }

    private static String preview(Value value) {
        String text = value instanceof Value.TextValue(String itself) ? itself : JsonText.write(value);
        return text.length() <= PREVIEW ? text : text.substring(0, PREVIEW);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
