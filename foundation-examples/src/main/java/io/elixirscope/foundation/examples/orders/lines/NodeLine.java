package io.elixirscope.foundation.examples.orders.lines;

import io.elixirscope.foundation.value.Value;
import java.util.Map;
import java.util.Optional;

/// One line of the node's standard output: `{"ack":{…}}`, `{"restart":{…}}` and so on.
public sealed interface NodeLine {

    /// The node is up and takes orders.
    ///
    /// @param openOrders orders that an earlier process left open, which go on now
    record Ready(long openOrders) implements NodeLine {}

    /// The node could not start.
    ///
    /// @param report why, for people
    record Refused(String report) implements NodeLine {}

    /// An order was accepted.
    record Accepted(Acknowledgement acknowledgement) implements NodeLine {}

    /// A server crashed and was started again.
    ///
    /// @param server its name
    /// @param cause what it was handling, and what was thrown
    /// @param nanos from the crash until it had read its events and was at work again
    record Restarted(String server, String cause, long nanos) implements NodeLine {}

    /// A supervisor gave up, and left it to the one above.
    ///
    /// @param supervisor its name
    /// @param child whose end was one too many
    record Escalated(String supervisor, String child) implements NodeLine {}

    /// The configuration has a new version.
    ///
    /// @param version its number
    /// @param change path, old and new value
    /// @param why the cause given, and by whom
    /// @param by where the change came from: `program`, `command line`, `file`
    record Configured(long version, String change, String why, String by) implements NodeLine {}

    /// An error occurred.
    ///
    /// @param code such as `S402` or `orders/E201`
    record Erred(String code) implements NodeLine {}

    /// Where the orders are now, once a second.
    record Status(long accepted, long completed, long rejected) implements NodeLine {

        public long open() {
            return accepted - completed - rejected;
        }
    }

    /// What this process has counted so far, once a second and last of all.
    ///
    /// @param restarts of servers
    /// @param escalations supervisors that gave up
    /// @param errorsByCode errors that occurred
    /// @param stored buckets of [Latencies]: how long appends to the store took
    /// @param health of the Foundation
    record Summary(
            long restarts, long escalations, Map<String, Long> errorsByCode, Map<String, Long> stored, String health)
            implements NodeLine {}

    /// The line, without an end of line.
    default String toLine() {
        var none = Fields.none();
        return switch (this) {
            case Ready(var open) -> line("ready", none.with("openOrders", open));
            case Refused(var report) -> none.with("refused", report).toLine();
            case Accepted(var acknowledgement) -> line("ack", acknowledgement.fields());
            case Restarted(var server, var cause, var nanos) ->
                line("restart", texts("server", server, "cause", cause).with("nanos", nanos));
            case Escalated(var supervisor, var child) ->
                line("escalation", texts("supervisor", supervisor, "child", child));
            case Configured(var version, var change, var why, var by) ->
                line(
                        "config",
                        texts("change", change, "why", why).with("by", by).with("version", version));
            case Erred(var code) -> none.with("error", code).toLine();
            case Status status -> line("status", fields(status));
            case Summary summary -> line("summary", fields(summary));
        };
    }

    private static String line(String kind, Fields fields) {
        return Fields.none().with(kind, fields).toLine();
    }

    private static Fields texts(String first, String one, String second, String other) {
        return Fields.none().with(first, one).with(second, other);
    }

    /// Reads a line; empty where it is none of these.
    static Optional<NodeLine> read(String line) {
        return Fields.read(line).filter(all -> all.values().size() == 1).flatMap(all -> {
            var entry = all.values().entrySet().iterator().next();
            return read(entry.getKey(), entry.getValue(), Fields.of(entry.getValue()));
        });
    }

    private static Optional<NodeLine> read(String kind, Value value, Fields of) {
        return switch (kind) {
            case "ready" -> Optional.of(new Ready(of.number("openOrders")));
            case "refused" -> text(value).map(Refused::new);
            case "ack" -> Acknowledgement.read(of).map(Accepted::new);
            case "restart" -> Optional.of(new Restarted(of.text("server"), of.text("cause"), of.number("nanos")));
            case "escalation" -> Optional.of(new Escalated(of.text("supervisor"), of.text("child")));
            case "config" ->
                Optional.of(new Configured(of.number("version"), of.text("change"), of.text("why"), of.text("by")));
            case "error" -> text(value).map(Erred::new);
            case "status" ->
                Optional.of(new Status(of.number("accepted"), of.number("completed"), of.number("rejected")));
            case "summary" ->
                Optional.of(new Summary(
                        of.number("restarts"),
                        of.number("escalations"),
                        of.counts("errorsByCode"),
                        of.counts("stored"),
                        of.text("health")));
            default -> Optional.empty();
        };
    }

    private static Optional<String> text(Value value) {
        return value instanceof Value.TextValue(var text) ? Optional.of(text) : Optional.empty();
    }

    private static Fields fields(Status status) {
        return Fields.none()
                .with("accepted", status.accepted)
                .with("completed", status.completed)
                .with("rejected", status.rejected);
    }

    private static Fields fields(Summary summary) {
        var latencies = new Latencies();
        latencies.addAll(summary.stored);
        return Fields.none()
                .with("restarts", summary.restarts)
                .with("escalations", summary.escalations)
                .with("errorsByCode", summary.errorsByCode)
                .with("storeP50Nanos", latencies.percentile(0.50))
                .with("storeP99Nanos", latencies.percentile(0.99))
                .with("stored", summary.stored)
                .with("health", summary.health);
    }
}
