package io.elixirscope.foundation.server;

import java.util.Map;
import java.util.TreeMap;

/// How often what happened, by name.
record SoakAccount(Map<String, Long> counts) {
    SoakAccount {
        counts = Map.copyOf(counts);
    }

    SoakAccount plus(SoakAccount other) {
        Map<String, Long> sum = new TreeMap<>(counts);
        other.counts.forEach((name, number) -> sum.merge(name, number, Long::sum));
        return new SoakAccount(sum);
    }

    @Override
    public String toString() {
        return new TreeMap<>(counts).toString();
    }
}
