package io.elixirscope.foundation.event;

import io.elixirscope.foundation.event.EventQuery.Condition;
import io.elixirscope.foundation.event.EventQuery.Operator;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.Value.BooleanValue;
import io.elixirscope.foundation.value.Value.DecimalValue;
import io.elixirscope.foundation.value.Value.DoubleValue;
import io.elixirscope.foundation.value.Value.InstantValue;
import io.elixirscope.foundation.value.Value.ListValue;
import io.elixirscope.foundation.value.Value.LongValue;
import io.elixirscope.foundation.value.Value.MapValue;
import io.elixirscope.foundation.value.Value.TextValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether an event is one that a query wants.
final class EventQueryLogic {
    private EventQueryLogic() {}

    static boolean matches(EventQuery query, Event event) {
        return isOneOf(query.types(), event.type)
                && isWanted(query.correlationId(), event.correlationId)
                && isWanted(query.causeId(), event.causeId)
                && isWanted(query.source(), event.source)
                && isWanted(query.subject(), event.subject)
                && isWanted(query.node(), event.node)
                && isInTime(query, event)
                && (query.conditions().isEmpty() || holdAll(query.conditions(), event.data()));
    }

    private static boolean isOneOf(Set<String> wanted, String type) {
        return wanted.isEmpty() || wanted.contains(type);
    }

    private static boolean isWanted(Optional<String> wanted, @Nullable String actual) {
        return wanted.isEmpty() || wanted.get().equals(actual);
    }

    private static boolean isInTime(EventQuery query, Event event) {
        return query.from().map(from -> !event.time.isBefore(from)).orElse(true)
                && query.to().map(event.time::isBefore).orElse(true);
    }

    private static boolean holdAll(List<Condition> conditions, Value data) {
        for (Condition condition : conditions) {
            Value found = at(data, condition.path());
            if (found == null || !holds(found, condition.operator(), condition.value())) {
                return false;
            }
        }
        return true;
    }

    /// The value at a dotted path, or null. A field whose own name has dots is found by its whole name.
    static @Nullable Value at(Value root, String path) {
        Value here = root;
        int from = 0;
        while (from < path.length()) {
            Value whole = here instanceof MapValue(var fields) ? fields.get(path.substring(from)) : null;
            if (whole != null) {
                return whole;
            }
            int dot = path.indexOf('.', from);
            int end = dot < 0 ? path.length() : dot;
            Value next = step(here, path.substring(from, end));
            if (next == null) {
                return null;
            }
            here = next;
            from = end + 1;
        }
        return here;
    }

    private static @Nullable Value step(Value here, String name) {
        return switch (here) {
            case MapValue(var fields) -> fields.get(name);
            case ListValue(var items) -> {
                OptionalInt index = index(name);
                yield index.isPresent() && index.getAsInt() < items.size() ? items.get(index.getAsInt()) : null;
            }
            default -> null;
        };
    }

    private static OptionalInt index(String name) {
        boolean number = !name.isEmpty() && name.length() <= 9 && name.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? OptionalInt.of(Integer.parseInt(name)) : OptionalInt.empty();
    }

    static boolean holds(Value actual, Operator operator, Value wanted) {
        OptionalInt order = compare(actual, wanted);
        if (order.isEmpty()) {
            return switch (operator) {
                case EQ -> actual.equals(wanted);
                case NE -> !actual.equals(wanted);
                case LT, LE, GT, GE -> false;
            };
        }
        int sign = order.getAsInt();
        return switch (operator) {
            case EQ -> sign == 0;
            case NE -> sign != 0;
            case LT -> sign < 0;
            case LE -> sign <= 0;
            case GT -> sign > 0;
            case GE -> sign >= 0;
        };
    }

    private static OptionalInt compare(Value left, Value right) {
        if (left instanceof LongValue(long a) && right instanceof LongValue(long b)) {
            return OptionalInt.of(Long.compare(a, b));
        }
        if (left instanceof TextValue(String a) && right instanceof TextValue(String b)) {
            return OptionalInt.of(a.compareTo(b));
        }
        if (left instanceof InstantValue(var a) && right instanceof InstantValue(var b)) {
            return OptionalInt.of(a.compareTo(b));
        }
        if (left instanceof BooleanValue || right instanceof BooleanValue) {
            return OptionalInt.empty();
        }
        return compareNumbers(left, right);
    }

    private static OptionalInt compareNumbers(Value left, Value right) {
        OptionalInt leftInfinite = infinity(left);
        OptionalInt rightInfinite = infinity(right);
        if (leftInfinite.isPresent() || rightInfinite.isPresent()) {
            boolean comparable = isNumber(left) && isNumber(right);
            return comparable
                    ? OptionalInt.of(Integer.compare(leftInfinite.orElse(0), rightInfinite.orElse(0)))
                    : OptionalInt.empty();
        }
        BigDecimal a = number(left);
        BigDecimal b = number(right);
        return a == null || b == null ? OptionalInt.empty() : OptionalInt.of(a.compareTo(b));
    }

    private static OptionalInt infinity(Value value) {
        return value instanceof DoubleValue(double number) && Double.isInfinite(number)
                ? OptionalInt.of(number > 0 ? 1 : -1)
                : OptionalInt.empty();
    }

    private static boolean isNumber(Value value) {
        return infinity(value).isPresent() || number(value) != null;
    }

    private static @Nullable BigDecimal number(Value value) {
        return switch (value) {
            case LongValue(long number) -> BigDecimal.valueOf(number);
            case DecimalValue(BigDecimal number) -> number;
            case DoubleValue(double number) when Double.isFinite(number) -> new BigDecimal(number);
            default -> null;
        };
    }
}
