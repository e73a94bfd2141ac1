package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.telemetry.Emission;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.telemetry.TelemetryEvent;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;

/// What a Foundation and its application count and measure, with a bounded past; and the errors
/// that occurred.
///
/// Every telemetry event has a metric of its own name: a [Summary] where its unit is NANOSECONDS,
/// else a [Counter] that adds up its values. The library's own have one tag, such as `server` or
/// `code`; those of the application have none. Further metrics are fed by events ([#from]) or by
/// hand:
///
/// {@snippet class="io.elixirscope.foundation.metrics.MetricsSnippets" region="direct"}
///
/// Bounded: [#MAX_SERIES] series, beyond them one overflow series a metric ([#use()] names the
/// worst); 10,000 metrics; a series that nothing was written to for [#IDLE_EXPIRY] leaves; a
/// history of [Retention#maxBytes] bytes. Writing never throws: what a metric cannot take is
/// counted and told by `elixir_scope.metrics.dropped`.
///
/// All numbers live here, not in the server that tends them: a crash of that server loses none.
/// While nobody has started [#server()] no event is counted and no history written; direct metrics
/// count. Thread-safe; reading waits for nothing longer than a pass over the series.
public final class Metrics {
    /// How many series there may be, overflow series aside.
    public static final int MAX_SERIES = 10_000;
    /// After this time without a number a series leaves: as long as the history reaches back.
    public static final Duration IDLE_EXPIRY = Duration.ofHours(1);

    private final MetricTools tools;
    private final MetricTable table;
    private final EventMeters events;
    private final History history = new History();
    private final AtomicLong expired = new AtomicLong();
    private final ErrorLog errors;
    private final GenServer<MetricsServer.Protocol, SortedMap<String, Long>> definition;
    private final Server<MetricsServer.Protocol, SortedMap<String, Long>> server;

    /// Metrics of one runtime.
    ///
    /// @param runtime whose telemetry is counted
    public Metrics(ServerRuntime runtime) {
        var losses = new MetricLosses(runtime);
        this.tools = new MetricTools(runtime.scheduler().clock(), new SeriesLimit(MAX_SERIES), losses);
        this.table = new MetricTable(tools);
        this.events = new EventMeters(this::automatic, losses);
        this.errors = new ErrorLog(runtime.scheduler().clock());
        this.definition = MetricsServer.definition(runtime.telemetry(), events, errors, this::tick);
        this.server = runtime.ref(definition);
    }

    /// Declares a counter; the same name gives the same metric.
    ///
    /// @param name 1-128 characters of `a-z 0-9 _ .`
    /// @param tagKeys names of its tags, at most 8
    /// @return the metric
    /// @throws IllegalArgumentException if the name is declared otherwise, or a name is not one
    public Metric<Counter> counter(String name, String... tagKeys) {
        return table.declare(spec(name, MetricKind.COUNTER, MeasurementUnit.COUNT, tagKeys), Counter::new);
    }

    /// Declares a counter that goes up and down.
    ///
    /// @param name as for [#counter]
    /// @param tagKeys as for [#counter]
    /// @return the metric
    public Metric<UpDownCounter> upDownCounter(String name, String... tagKeys) {
        return table.declare(
                spec(name, MetricKind.UP_DOWN_COUNTER, MeasurementUnit.COUNT, tagKeys), UpDownCounter::new);
    }

    /// Declares a gauge.
    ///
    /// @param name as for [#counter]
    /// @param unit what its number measures
    /// @param tagKeys as for [#counter]
    /// @return the metric
    public Metric<Gauge> gauge(String name, MeasurementUnit unit, String... tagKeys) {
        return table.declare(spec(name, MetricKind.GAUGE, unit, tagKeys), Gauge::new);
    }

    /// Declares a sum.
    ///
    /// @param name as for [#counter]
    /// @param unit what its numbers measure
    /// @param tagKeys as for [#counter]
    /// @return the metric
    public Metric<Sum> sum(String name, MeasurementUnit unit, String... tagKeys) {
        return table.declare(spec(name, MetricKind.SUM, unit, tagKeys), Sum::new);
    }

    /// Declares a summary.
    ///
    /// @param name as for [#counter]
    /// @param unit what its numbers measure
    /// @param tagKeys as for [#counter]
    /// @return the metric
    public Metric<Summary> summary(String name, MeasurementUnit unit, String... tagKeys) {
        return table.declare(spec(name, MetricKind.SUMMARY, unit, tagKeys), Summary::new);
    }

    /// Declares a distribution.
    ///
    /// @param name as for [#counter]
    /// @param unit what its numbers measure
    /// @param bounds upper ends of the buckets, inclusive, at most 64, increasing
    /// @param tagKeys as for [#counter]
    /// @return the metric
    public Metric<Distribution> distribution(String name, MeasurementUnit unit, List<Long> bounds, String... tagKeys) {
        var spec = new MetricSpec(name, MetricKind.DISTRIBUTION, unit, List.of(tagKeys), bounds);
        return table.declare(spec, (metric, tags) -> new Distribution(metric, tags, spec.bounds()));
    }

    private static MetricSpec spec(String name, MetricKind kind, MeasurementUnit unit, String[] tagKeys) {
        return new MetricSpec(name, kind, unit, List.of(tagKeys), List.of());
    }

    /// Begins metrics that are fed by an event, declared or not.
    ///
    /// @param eventName name of a telemetry event
    /// @param unit what its values measure
    /// @return what declares them
    public EventMetrics from(String eventName, MeasurementUnit unit) {
        return new EventMetrics(this, eventName, unit);
    }

    /// Begins metrics that are fed by an event.
    ///
    /// @param event its handle
    /// @return what declares them
    public EventMetrics from(TelemetryEvent event) {
        return from(event.name(), event.unit());
    }

    void addRule(String eventName, EventRule rule) {
        events.add(eventName, rule);
    }

    /// An event whose name the application gave to a metric of another kind has no metric of its
    /// own.
    private EventRule automatic(Emission first) {
        String name = first.event().name();
        String[] tags = EventTags.automatic(first).toArray(String[]::new);
        try {
            return first.event().unit() == MeasurementUnit.NANOSECONDS
                    ? EventMetrics.rule(
                            summary(name, MeasurementUnit.NANOSECONDS, tags),
                            (series, emission) -> series.record(emission.value()))
                    : EventMetrics.rule(
                            counted(name, first.event().unit(), tags),
                            (series, emission) -> series.add(emission.value()));
        } catch (IllegalArgumentException | IllegalStateException _) {
            return _ -> {};
        }
    }

    private Metric<Counter> counted(String name, MeasurementUnit unit, String... tagKeys) {
        return table.declare(spec(name, MetricKind.COUNTER, unit, tagKeys), Counter::new);
    }

    /// All metrics now, in the order of their names.
    ///
    /// @return a copy
    public List<MetricSnapshot> snapshot() {
        return table.all().stream().<MetricSnapshot>map(Metric::snapshot).toList();
    }

    /// One metric now.
    ///
    /// @param name its name
    /// @return a copy; empty if there is none of that name
    public Optional<MetricSnapshot> snapshot(String name) {
        return table.find(name).map(Metric::snapshot);
    }

    /// All metrics now, nested by the parts of their names, each under `@` as a list of its series:
    /// the map that ElixirScope's `get_metrics` gives.
    ///
    /// @return a map of maps
    public Value nested() {
        return MetricValueLogic.nested(snapshot());
    }

    /// The past of a series.
    ///
    /// @param name of the metric
    /// @param tagValues of the series, in the order of the metric's keys
    /// @return its points, oldest first; none for a series that is not there or has no history
    public List<MetricSnapshot.Point> history(String name, String... tagValues) {
        return table.find(name)
                .flatMap(metric -> metric.existing(tagValues))
                .map(series -> history.points(series))
                .orElseGet(List::of);
    }

    /// How much of the past is kept.
    ///
    /// @return the retention in force
    public Retention retention() {
        return history.retention();
    }

    /// Changes how much of the past is kept; the newest points stay.
    ///
    /// @param retention from now on
    public void retain(Retention retention) {
        history.retain(retention, table.all());
    }

    /// How much of their bounds metrics use. Cost: a pass over all series.
    ///
    /// @return a copy
    public SeriesUse use() {
        var losses = tools.losses();
        return new SeriesUse(
                table.size(),
                tools.limit().taken(),
                tools.limit().most,
                losses.overflow.total(),
                expired.get(),
                losses.refused.total(),
                losses.malformed.total(),
                losses.failed.total(),
                history.bytes(),
                table.offenders());
    }

    /// How many series there are, overflow series aside; see [#use()].
    ///
    /// @return at most [#MAX_SERIES], metrics without tags aside
    public int series() {
        return tools.limit().taken();
    }

    private void tick() {
        int idleTicks = (int) IDLE_EXPIRY.dividedBy(History.TICK);
        expired.addAndGet(history.tick(table.all(), tools.clock().wallTime(), idleTicks));
    }

    /// How often an event was emitted since the counters began.
    ///
    /// @param eventName name of a telemetry event, such as `elixir_scope.event.stored`
    /// @return emissions, `>= 0`; 0 also for a name that was never emitted
    public long count(String eventName) {
        return events.count(eventName);
    }

    /// How often each event was emitted, in the order of their names. Cost: one pass over the
    /// names.
    ///
    /// @return an immutable copy; a name that was never emitted is not in it
    public SortedMap<String, Long> counts() {
        return events.counts();
    }

    /// The errors that occurred while [#server()] was started.
    ///
    /// @return always the same log
    public ErrorLog errors() {
        return errors;
    }

    /// Begins the counts of emissions anew; metrics and the log of errors go on. Waits for the
    /// server, at most 5 s and never beyond the deadline of the current context.
    ///
    /// Errors: those of a call, such as `S102 service_unavailable`.
    ///
    /// @return what the counts were
    public Result<SortedMap<String, Long>> reset() {
        return server.call(new MetricsServer.Protocol.Reset());
    }

    /// Whether emissions are counted now.
    ///
    /// @return false while the server restarts or is stopped
    public boolean available() {
        return server.available();
    }

    /// The server that gathers what events say and writes the history, for a supervision tree.
    /// Starting it attaches one telemetry handler to every event, stopping it detaches that
    /// handler.
    ///
    /// @return the definition, the same at each call
    public GenServer<?, ?> server() {
        return definition;
    }
}
