package io.elixirscope.foundation.error;

import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Errors out of their data. Foreign data is refused, never thrown at; what is too much is cut and counted as in an
/// error that is made here.
final class ErrorReader {
    private static final int MAX_DEPTH = Causes.MAX + 1;

    private final ErrorCatalogue catalogue;

    private ErrorReader(ErrorCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    static Result<FoundationError> read(Value value, ErrorCatalogue catalogue) {
        try {
            return Result.ok(new ErrorReader(catalogue).error(ErrorFields.of(value, "error"), 1));
        } catch (ErrorFields.Unreadable unreadable) {
            return Result.err(FoundationErrorType.DESERIALIZATION_FAILED, String.valueOf(unreadable.getMessage()));
        }
    }

    private FoundationError error(ErrorFields fields, int depth) {
        var error = FoundationError.restored(fields.hex("id"), type(fields), fields.text("message"))
                .with(context(fields))
                .withStack(fields.texts("stack").stream().limit(Stacks.MAX).toList());
        var operation = fields.inner("operation").map(ErrorReader::operation);
        error = operation.map(error::within).orElse(error);
        error = fields.inner("source").map(ErrorReader::source).map(error::at).orElse(error);
        var exception = exception(fields.list("exceptions"), 0);
        error = exception == null ? error : error.causedBy(exception);
        var causes = Causes.EMPTY.droppedToo(fields.count("droppedCauses"));
        for (var cause : depth < MAX_DEPTH ? fields.list("causes") : List.<ErrorFields>of()) {
            causes = causes.with(error(cause, depth + 1));
        }
        return error.with(causes);
    }

    /// Values as they were recorded, not more than an error has.
    private static BoundedFields context(ErrorFields fields) {
        Map<String, Value> kept = new LinkedHashMap<>();
        fields.map("context").entrySet().stream()
                .limit(BoundedFields.MAX)
                .forEach(field -> kept.put(field.getKey(), field.getValue()));
        int more = fields.map("context").size() - kept.size();
        return new BoundedFields(BoundedFields.copyOf(kept), fields.count("droppedContext") + more);
    }

    /// The catalogue's row, or the row as it was where the catalogue's is another.
    private ErrorType type(ErrorFields fields) {
        var text = CodeText.read(fields.text("code"));
        var code = text.code().orElseThrow(() -> fields.unreadable("code"));
        var label = fields.text("type");
        var severity = Arrays.stream(Severity.values())
                .filter(one -> one.name().equals(fields.text("severity")))
                .findFirst()
                .orElseThrow(() -> fields.unreadable("severity"));
        Optional<ErrorType> known =
                catalogue.find(text.full()).filter(type -> type.label().equals(label) && type.severity() == severity);
        return known.orElseGet(() -> new RecordedType(text.domain(), code, label, severity));
    }

    private static OperationTrace operation(ErrorFields fields) {
        List<Breadcrumb> crumbs = new ArrayList<>();
        for (var crumb : fields.list("breadcrumbs")) {
            crumbs.add(new Breadcrumb(crumb.text("operation"), crumb.number("atNanos")));
        }
        int more = Math.max(0, crumbs.size() - ErrorContext.MAX_BREADCRUMBS);
        return new OperationTrace(
                fields.hex("operationId"),
                fields.text("correlationId"),
                fields.number("durationNanos"),
                crumbs.subList(more, crumbs.size()),
                fields.count("droppedBreadcrumbs") + more,
                fields.map("metadata"));
    }

    private static SourceExcerpt source(ErrorFields fields) {
        return new SourceExcerpt(
                fields.text("file"), fields.from1("line"), fields.from1("column"), fields.text("text"));
    }

    private static @Nullable RecordedException exception(List<ErrorFields> chain, int at) {
        return at >= Math.min(chain.size(), ErrorData.MAX_CHAIN)
                ? null
                : new RecordedException(
                        chain.get(at).text("text"), chain.get(at).texts("frames"), exception(chain, at + 1));
    }
}
