package io.elixirscope.foundation.error;

import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Renders one error as plain text for people: what went wrong, where, what happened on the way, why, and what
/// to do. Used once; not thread-safe.
final class ErrorReport {
    private static final int MAX_FRAMES = 8;
    private static final int MAX_CHAIN = 8;
    private static final int MAX_SUPPRESSED = 4;
    private static final int TIME_COLUMN = 12;

    private final ReportText out;
    private final boolean stacks;

    ErrorReport(ReportStyle style) {
        this.out = new ReportText(style);
        this.stacks = style.stacks() == ReportStyle.Stacks.SHOWN;
    }

    String of(FoundationError error) {
        title("", error);
        error.source().ifPresent(source -> {
            out.line("");
            SourceReport.write(source, "", out);
        });
        error.operation().ifPresent(this::operation);
        context(error);
        causes(error);
        error.exception().ifPresentOrElse(this::exception, () -> made(error.stack()));
        out.heading("What to do:");
        error.type().recoveryActions().forEach(action -> out.wrapped(Ink.HELP, "  - ", action));
        if (error.type().domain().isEmpty()) {
            out.wrapped(
                    Ink.HELP,
                    "  - ",
                    "Read more: foundation errors explain " + error.type().code());
        }
        return out.toString();
    }

    String brief(FoundationError error) {
        var type = error.type();
        out.wrapped(Ink.of(type.severity()), type.fullCode() + " ", type.label() + ": " + error.message());
        error.source().ifPresent(source -> SourceReport.write(source, "", out));
        return out.toString();
    }

    private void title(String prefix, FoundationError error) {
        var type = error.type();
        out.wrapped(
                Ink.of(type.severity()),
                prefix,
                type.fullCode() + " " + type.label() + " ("
                        + type.severity().name().toLowerCase(Locale.ROOT) + ")");
        var indent = " ".repeat(prefix.length() + 2);
        out.wrapped(indent, error.message());
        if (!error.message().equals(type.message())) {
            out.wrapped(indent, type.message() + ".");
        }
    }

    private void operation(OperationTrace trace) {
        out.heading("What happened on the way:");
        int dropped = trace.droppedBreadcrumbs();
        if (dropped > 0) {
            out.line("  (" + dropped + (dropped == 1 ? " earlier step is" : " earlier steps are") + " not shown)");
        }
        for (var crumb : trace.breadcrumbs()) {
            long since = crumb.atNanos() - trace.breadcrumbs().getFirst().atNanos();
            out.wrapped("  " + padded("+" + ReportText.duration(since)), crumb.operation());
        }
        out.wrapped("  ", "the last operation took " + ReportText.duration(trace.durationNanos()));
        out.wrapped("  ", "correlation id " + trace.correlationId());
        out.wrapped("  ", "operation id " + HexFormat.of().toHexDigits(trace.operationId()));
        fields(trace.metadata());
    }

    private void context(FoundationError error) {
        if (!error.context().isEmpty()) {
            out.heading("Context:");
            fields(error.context());
        }
        dropped(error.droppedContext(), "field", "  ");
    }

    private void fields(Map<String, Value> fields) {
        fields.forEach((name, value) -> out.wrapped("  ", BoundedText.cut(name) + " = " + shown(value)));
    }

    private static String shown(Value value) {
        return value instanceof Value.TextValue(var text) ? text : BoundedText.cut(JsonText.write(value));
    }

    private void causes(FoundationError error) {
        if (!error.causes().isEmpty()) {
            out.heading("Caused by:");
        }
        causes(error, "  ");
    }

    /// At most [Causes#MAX] deep.
    private void causes(FoundationError error, String indent) {
        int number = 0;
        for (var cause : error.causes()) {
            number++;
            title(indent + number + ". ", cause);
            var inner = indent + "   ";
            cause.source().ifPresent(source -> SourceReport.write(source, inner + "  ", out));
            cause.exception().ifPresent(thrown -> out.wrapped(inner + "  ", Thrown.text(thrown)));
            causes(cause, inner);
        }
        dropped(error.droppedCauses(), "cause", indent);
    }

    private void dropped(int count, String what, String indent) {
        if (count > 0) {
            out.line(indent + "(" + count + " more " + what + (count == 1 ? "" : "s") + " found no place)");
        }
    }

    private void exception(Throwable exception) {
        out.heading("Exception:");
        @Nullable Throwable at = exception;
        for (int step = 0; at != null && step < MAX_CHAIN; step++) {
            out.wrapped(step == 0 ? "  " : "  caused by ", Thrown.text(at));
            frames(Thrown.frames(at), step == 0 ? MAX_FRAMES : MAX_FRAMES / 2);
            suppressed(at);
            at = Thrown.cause(at);
        }
        if (at != null) {
            out.line("  (further causes are not shown)");
        }
    }

    /// What was suppressed, but for what the library itself hung there.
    private void suppressed(Throwable thrown) {
        int shown = 0;
        for (Throwable other : thrown.getSuppressed()) {
            if (!(other instanceof ContextTrace || other instanceof CarriedCause) && shown++ < MAX_SUPPRESSED) {
                out.wrapped("    suppressed ", Thrown.text(other));
            }
        }
    }

    private void made(List<String> stack) {
        if (stacks && !stack.isEmpty()) {
            out.heading("Made:");
            frames(stack, MAX_FRAMES);
        }
    }

    private void frames(List<String> frames, int max) {
        if (!stacks) {
            return;
        }
        frames.stream().limit(max).forEach(frame -> out.wrapped(Ink.FAINT, "    at ", frame));
        if (frames.size() > max) {
            out.line(Ink.FAINT, "    … " + (frames.size() - max) + " more");
        }
    }

    private static String padded(String text) {
        return text + " ".repeat(Math.max(1, TIME_COLUMN - text.length()));
    }
}
