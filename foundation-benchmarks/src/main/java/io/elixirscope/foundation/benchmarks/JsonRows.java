package io.elixirscope.foundation.benchmarks;

import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/// Rows as JSON lines; only what was measured is in them. `errorNanos` belongs to `p50Nanos`, of
/// several callers to `nanos`; a row where one's error is too large names it in `unstable`.
final class JsonRows {

    private JsonRows() {}

    static String line(Row row) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("group", Value.of(row.work().group()));
        fields.put("work", Value.of(row.work().name()));
        fields.put("ours", measurement(row.ours()));
        row.limit().ifPresent(limit -> fields.put("limit", measurement(limit)));
        Map<String, Value> peers = new LinkedHashMap<>();
        for (Subject peer : row.work().peers()) {
            peers.put(peer.name(), measurement(row.measured().get(peer)));
        }
        fields.put("peers", Value.map(peers));
        fields.put("target", Value.of(row.work().target().text()));
        if (!row.unstable().isEmpty()) {
            fields.put(
                    "unstable",
                    Value.list(row.unstable().stream().map(Value::of).toList()));
        }
        return JsonText.write(Value.map(fields));
    }

    private static Value measurement(Measurement measured) {
        Map<String, Value> fields = new LinkedHashMap<>();
        put(fields, "nanos", measured.nanos());
        put(fields, "callerNanos", measured.callerNanos());
        put(fields, "perSecond", measured.perSecond());
        put(fields, "p50Nanos", measured.spread().p50());
        put(fields, "p95Nanos", measured.spread().p95());
        put(fields, "p99Nanos", measured.spread().p99());
        put(fields, "p999Nanos", measured.spread().p999());
        put(fields, "maxNanos", measured.spread().max());
        put(fields, "errorNanos", measured.errorNanos());
        put(fields, "bytes", measured.bytes());
        if (measured.crowd().callers() > 1) {
            fields.put("callers", Value.of(measured.crowd().callers()));
            put(fields, "slowestByFastest", measured.crowd().slowestByFastest());
        }
        return Value.map(fields);
    }

    private static void put(Map<String, Value> fields, String name, double number) {
        if (Double.isFinite(number)) {
            fields.put(name, Value.of(BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP)));
        }
    }
}
