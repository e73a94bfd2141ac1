package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.telemetry.MeasurementUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// One metric as a family of Prometheus' text format.
final class PrometheusLogic {
    private static final double NANOS_A_SECOND = 1e9;

    private PrometheusLogic() {}

    static void write(MetricSnapshot metric, Set<String> taken, StringBuilder text) {
        if (metric.series().isEmpty()) {
            return;
        }
        String name = unique(name(metric), taken);
        String kind = metric.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        text.append("# HELP ").append(name).append(" The ").append(kind).append(' ');
        text.append(metric.name()).append(".\n# TYPE ").append(name).append(' ').append(type(metric.kind()));
        text.append('\n');
        boolean seconds = metric.unit() == MeasurementUnit.NANOSECONDS;
        metric.series().forEach(series -> write(name, series, seconds, text));
        if (metric.kind() == MetricKind.SUMMARY) {
            writeLargest(unique(name + "_max", taken), metric, seconds, text);
        }
    }

    private static void writeLargest(String name, MetricSnapshot metric, boolean seconds, StringBuilder text) {
        text.append("# HELP ").append(name).append(" The largest number of ").append(metric.name());
        text.append(".\n# TYPE ").append(name).append(" gauge\n");
        for (MetricSnapshot.One series : metric.series()) {
            if (series.reading() instanceof MetricSnapshot.Quantiles all) {
                line(name, series.tags(), "", scaled((double) all.max(), seconds), text);
            }
        }
    }

    private static String name(MetricSnapshot metric) {
        var name = new StringBuilder(metric.name().replace('.', '_'));
        if (Character.isDigit(name.charAt(0))) {
            name.insert(0, '_');
        }
        switch (metric.unit()) {
            case NANOSECONDS -> end(name, "_seconds");
            case BYTES -> end(name, "_bytes");
            case COUNT -> {}
        }
        if (metric.kind() == MetricKind.COUNTER) {
            end(name, "_total");
        }
        return name.toString();
    }

    private static void end(StringBuilder name, String ending) {
        if (!name.toString().endsWith(ending)) {
            name.append(ending);
        }
    }

    private static String unique(String name, Set<String> taken) {
        String free = name;
        for (int number = 2; !taken.add(free); number++) {
            free = name + "_" + number;
        }
        return free;
    }

    private static String type(MetricKind kind) {
        return switch (kind) {
            case COUNTER -> "counter";
            case UP_DOWN_COUNTER, GAUGE, SUM -> "gauge";
            case SUMMARY -> "summary";
            case DISTRIBUTION -> "histogram";
        };
    }

    private static void write(String name, MetricSnapshot.One series, boolean seconds, StringBuilder text) {
        Map<String, String> tags = series.tags();
        switch (series.reading()) {
            case MetricSnapshot.Count(long value) -> line(name, tags, "", scaled((double) value, seconds), text);
            case MetricSnapshot.Level(double value) -> line(name, tags, "", scaled(value, seconds), text);
            case MetricSnapshot.Quantiles all -> {
                quantile(name, tags, "0.5", scaled((double) all.p50(), seconds), text);
                quantile(name, tags, "0.9", scaled((double) all.p90(), seconds), text);
                quantile(name, tags, "0.95", scaled((double) all.p95(), seconds), text);
                quantile(name, tags, "0.99", scaled((double) all.p99(), seconds), text);
                quantile(name, tags, "0.999", scaled((double) all.p999(), seconds), text);
                quantile(name, tags, "0.9999", scaled((double) all.p9999(), seconds), text);
                line(name + "_sum", tags, "", scaled(all.total(), seconds), text);
                line(name + "_count", tags, "", (double) all.count(), text);
            }
            case MetricSnapshot.BucketCounts buckets -> {
                long below = 0;
                for (int i = 0; i < buckets.counts().size(); i++) {
                    below += buckets.counts().get(i);
                    String bound = i == buckets.bounds().size()
                            ? "+Inf"
                            : number(scaled((double) buckets.bounds().get(i), seconds));
                    line(name + "_bucket", tags, "le=\"" + bound + "\"", (double) below, text);
                }
                line(name + "_sum", tags, "", scaled(buckets.total(), seconds), text);
                line(name + "_count", tags, "", (double) below, text);
            }
            case MetricSnapshot.Interval _ -> {}
        }
    }

    private static void quantile(
            String name, Map<String, String> tags, String share, double value, StringBuilder text) {
        line(name, tags, "quantile=\"" + share + "\"", value, text);
    }

    private static double scaled(double value, boolean seconds) {
        return seconds ? value / NANOS_A_SECOND : value;
    }

    private static void line(String name, Map<String, String> tags, String last, double value, StringBuilder text) {
        text.append(name);
        if (!tags.isEmpty() || !last.isEmpty()) {
            text.append('{');
            tags.forEach((key, tag) -> {
                text.append(key(key)).append("=\"");
                escape(tag, text);
                text.append("\",");
            });
            text.append(last).append('}');
        }
        text.append(' ').append(number(value)).append('\n');
    }

    /// `quantile` and `le` are the format's own, so are names that begin with two underscores.
    private static String key(String key) {
        boolean taken = key.equals("quantile") || key.equals("le") || key.startsWith("__");
        return taken ? "tag_" + key : key;
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        return value == (long) value && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    private static void escape(String tag, StringBuilder text) {
        for (int i = 0; i < tag.length(); i++) {
            char c = tag.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                default -> text.append(Character.isSurrogate(c) && !paired(tag, i) ? '�' : c);
            }
        }
    }

    private static boolean paired(String text, int at) {
        char c = text.charAt(at);
        return Character.isHighSurrogate(c)
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
