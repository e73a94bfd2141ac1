package io.elixirscope.foundation.error;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a row of a catalogue must be. The row is foreign code: it may answer null and it may throw.
final class ErrorTypeValidator {
    private static final Pattern DOMAIN = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private ErrorTypeValidator() {}

    /// All that is wrong with a row, each with rule and value; empty for a sound one.
    static List<String> problems(ErrorType type) {
        List<String> problems = new ArrayList<>();
        check(problems, "domain", type::domain, domain -> mayOwn(type, domain), "must match " + DOMAIN);
        check(problems, "code", type::code, _ -> true, "");
        check(problems, "label", type::label, label -> LABEL.matcher(label).matches(), "must match " + LABEL);
        check(problems, "message", type::message, message -> !message.isBlank(), "must not be blank");
        check(problems, "severity", type::severity, _ -> true, "");
        check(problems, "retry", type::retry, _ -> true, "");
        check(
                problems,
                "recoveryActions",
                type::recoveryActions,
                ErrorTypeValidator::help,
                "must be at least one, none blank");
        check(problems, "httpStatus", type::httpStatus, status -> status >= 400 && status < 600, "must be 400 to 599");
        check(problems, "grpcStatus", type::grpcStatus, status -> status != GrpcStatus.OK, "must not be OK");
        return problems;
    }

    /// The empty domain is the library's.
    private static boolean mayOwn(ErrorType type, String domain) {
        return type instanceof FoundationErrorType
                ? domain.isEmpty()
                : DOMAIN.matcher(domain).matches();
    }

    private static boolean help(List<String> actions) {
        return !actions.isEmpty() && actions.stream().noneMatch(String::isBlank);
    }

    private static <T> void check(
            List<String> problems, String name, Supplier<@Nullable T> value, Rule<T> rule, String says) {
        try {
            T given = value.get();
            if (given == null) {
                problems.add(name + " must not be null");
            } else if (!rule.holds(given)) {
                problems.add(name + " " + says + ", was \"" + BoundedText.cut(given.toString()) + "\"");
            }
        } catch (RuntimeException thrown) {
            problems.add(name + " threw " + Thrown.text(thrown));
        }
    }

    private interface Rule<T> {
        boolean holds(T value);
    }
}
