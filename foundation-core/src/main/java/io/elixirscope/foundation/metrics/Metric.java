package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.telemetry.MeasurementUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// A metric: one series for each set of values of its tags. Thread-safe; `with` blocks only to make
/// a series, and never throws.
///
/// Code that writes often keeps what `with` returned; writing by tags costs a look-up each time. A
/// null value counts as empty, a missing one too; values beyond the declared keys are left out,
/// values of more than 128 characters cut, and both counted. Beyond the limit of series
/// ([Metrics#MAX_SERIES]) all further sets of tags share one overflow series.
///
/// @param <I> what its series are, such as [Counter]
public final class Metric<I extends Series> {
    /// The value of each tag of an overflow series.
    public static final String OVERFLOW = "(overflow)";

    private static final int LONGEST_VALUE = 128;

    private final MetricSpec spec;
    private final MetricTools tools;
    private final BiFunction<Metric<I>, String[], I> make;
    private final SeriesTable<I> table = new SeriesTable<>();
    private final AtomicLong overflows = new AtomicLong();
    private final int arity;
    private volatile @Nullable I overflow;
    private volatile @Nullable I untagged;

    Metric(MetricSpec spec, MetricTools tools, BiFunction<Metric<I>, String[], I> make) {
        this.spec = spec;
        this.tools = tools;
        this.make = make;
        this.arity = spec.tagKeys().size();
    }

    /// Its name.
    ///
    /// @return 1-128 characters of `a-z 0-9 _ .`
    public String name() {
        return spec.name();
    }

    /// What it makes of its numbers.
    ///
    /// @return the kind
    public MetricKind kind() {
        return spec.kind();
    }

    /// What its numbers measure.
    ///
    /// @return the unit
    public MeasurementUnit unit() {
        return spec.unit();
    }

    /// The names of its tags.
    ///
    /// @return unmodifiable, in the order in which `with` takes their values
    public List<String> tagKeys() {
        return spec.tagKeys();
    }

    /// The series of a metric without tags.
    ///
    /// @return always the same one
    public I with() {
        I series = untagged;
        return series == null ? with(new String[arity]) : series;
    }

    /// The series of one tag's value.
    ///
    /// @param value of the first tag
    /// @return the series; beyond the limit the overflow series
    public I with(@Nullable String value) {
        if (arity == 1 && value != null) {
            I series = table.find(value);
            if (series != null) {
                return series;
            }
        }
        return with(new @Nullable String[] {value});
    }

    /// The series of two tags' values.
    ///
    /// @param first value of the first tag
    /// @param second value of the second tag
    /// @return the series; beyond the limit the overflow series
    public I with(@Nullable String first, @Nullable String second) {
        if (arity == 2 && first != null && second != null) {
            I series = table.find(first, second);
            if (series != null) {
                return series;
            }
        }
        return with(new @Nullable String[] {first, second});
    }

    /// The series of any number of values.
    ///
    /// @param values of the tags, in the order of the keys
    /// @return the series; beyond the limit the overflow series
    public I with(@Nullable String... values) {
        String[] tags = cleaned(values);
        I series = table.find(tags);
        return series != null ? series : make(tags);
    }

    private String[] cleaned(@Nullable String[] values) {
        boolean odd = values.length > arity;
        String[] tags = new String[arity];
        for (int i = 0; i < arity; i++) {
            String value = i < values.length ? values[i] : null;
            if (value != null && value.length() > LONGEST_VALUE) {
                odd = true;
                value = value.substring(0, LONGEST_VALUE);
            }
            tags[i] = value == null ? "" : value;
        }
        if (odd) {
            tools.losses().malformed.add(1);
        }
        return tags;
    }

    private I make(String[] tags) {
        if (tools.limit().full() && arity > 0) {
            return overflow();
        }
        synchronized (this) {
            I present = table.find(tags);
            if (present != null) {
                return present;
            }
            if (!tools.limit().take() && arity > 0) {
                return overflow();
            }
            I made = make.apply(this, tags);
            table.add(made);
            if (arity == 0) {
                untagged = made;
            }
            return made;
        }
    }

    private I overflow() {
        overflows.incrementAndGet();
        tools.losses().overflow.add(1);
        I present = overflow;
        return present == null ? makeOverflow() : present;
    }

    private synchronized I makeOverflow() {
        I present = overflow;
        if (present == null) {
            String[] tags = new String[arity];
            Arrays.fill(tags, OVERFLOW);
            present = make.apply(this, tags);
            overflow = present;
        }
        return present;
    }

    MetricTools tools() {
        return tools;
    }

    MetricSpec spec() {
        return spec;
    }

    /// Look-ups that got the overflow series.
    long overflows() {
        return overflows.get();
    }

    /// All series, the overflow series last.
    synchronized List<I> series() {
        List<I> all = table.all();
        all.sort(Comparator.comparing(Series::tagValues, Arrays::compare));
        I last = overflow;
        if (last != null) {
            all.add(last);
        }
        return all;
    }

    /// The series with exactly these values, if there is one.
    Optional<I> existing(String... values) {
        return values.length == arity ? Optional.ofNullable(table.find(values)) : Optional.empty();
    }

    /// Takes a series out that nothing was written to for a while.
    ///
    /// A writer adds first and then looks whether its series is retired; here it is retired first,
    /// and then its number looked at again. One of the two sees the other.
    synchronized boolean retire(I series) {
        if (series.equals(overflow) || arity == 0) {
            return false;
        }
        series.retired(true);
        if (series.active()) {
            series.retired(false);
            return false;
        }
        table.remove(series);
        tools.limit().giveBack();
        return true;
    }

    /// Brings a retired series back that was written to: into the table, or into the series that
    /// has its tags now.
    synchronized void rejoin(Series written) {
        if (!written.retired()) {
            return;
        }
        I other = table.find(written.tagValues());
        if (other == null && tools.limit().take()) {
            written.retired(false);
            table.add(own(written));
        } else if (other == null) {
            overflow().absorb(written);
        } else {
            other.absorb(written);
        }
    }

    @SuppressWarnings("unchecked") // each series is made by the metric that it names
    private I own(Series series) {
        return (I) series;
    }

    MetricSnapshot snapshot() {
        List<MetricSnapshot.One> all = new ArrayList<>();
        for (I series : series()) {
            all.add(new MetricSnapshot.One(series.tags(), series.reading(), Optional.ofNullable(series.exemplar())));
        }
        return new MetricSnapshot(name(), kind(), unit(), tagKeys(), all);
    }

    @Override
    public String toString() {
        return spec.kind() + " " + spec.name() + spec.tagKeys();
    }
}
