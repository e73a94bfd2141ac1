package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How settings of an application's own types are read from text and written back. Immutable.
final class Converters {
    static final Converters NONE = new Converters(Map.of());
    private static final Set<String> FACTORIES = Set.of("of", "parse", "valueOf", "fromString");

    private final Map<Class<?>, SettingType> given;

    private Converters(Map<Class<?>, SettingType> given) {
        this.given = Map.copyOf(given);
    }

    /// With a converter of one more type.
    ///
    /// @param reads throws what it likes for a text that is no value
    /// @param writes value → the text that reads back as an equal one
    <T> Converters with(Class<T> type, Function<String, ? extends T> reads, Function<? super T, String> writes) {
        var more = new HashMap<>(given);
        more.put(type, converted(type, reads::apply, value -> writes.apply(type.cast(value))));
        return new Converters(more);
    }

    boolean has(Class<?> type) {
        return given.containsKey(type);
    }

    @Nullable
    SettingType of(Class<?> type) {
        return given.get(type);
    }

    /// The type of a class that has exactly one public static `of`, `parse`, `valueOf` or `fromString` which
    /// makes it from one text; null for any other class and for those of the platform. Its `toString` writes it.
    @Nullable
    SettingType conventional(Class<?> type) {
        var factories = type.getName().startsWith("java.") || type.isRecord() ? List.<Method>of() : factories(type);
        return factories.size() == 1 ? converted(type, invoked(factories.getFirst()), Object::toString) : null;
    }

    private static List<Method> factories(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                ? Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> FACTORIES.contains(method.getName()))
                        .filter(method -> Modifier.isStatic(method.getModifiers()))
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .filter(method -> method.getReturnType() == type)
                        .filter(method -> method.getParameterCount() == 1
                                && method.getParameterTypes()[0].isAssignableFrom(String.class)
                                && method.getParameterTypes()[0] != Object.class)
                        .toList()
                : List.of();
    }

    private static Function<String, Object> invoked(Method factory) {
        return text -> {
            try {
                return MethodHandles.publicLookup().unreflect(factory).invoke(text);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        };
    }

    private static SettingType converted(
            Class<?> type, Function<String, Object> reads, Function<Object, String> writes) {
        var says = "a " + type.getSimpleName();
        return new SettingType(
                type,
                says,
                JsonForms.text(),
                raw -> raw instanceof Value.TextValue(var text)
                        ? read(type, text, reads, writes)
                        : Conversion.refused("is not " + says),
                value -> Value.of(writes.apply(value)));
    }

    private static Conversion read(
            Class<?> type, String text, Function<String, Object> reads, Function<Object, String> writes) {
        try {
            var value = reads.apply(text);
            return type.isInstance(value)
                    ? readBack(type, value, reads, writes)
                    : Conversion.refused("is not a " + type.getSimpleName());
        } catch (IllegalArgumentException | DateTimeException e) {
            return Conversion.refused("is not a " + type.getSimpleName() + ": " + Thrown.message(e));
        } catch (RuntimeException | StackOverflowError e) {
            return Conversion.refused(
                    "is not read by the converter of " + type.getSimpleName() + ": " + Thrown.message(e));
        }
    }

    /// What is kept is the text, so it must mean the same value when it is read again.
    private static Conversion readBack(
            Class<?> type, Object value, Function<String, Object> reads, Function<Object, String> writes) {
        var written = writes.apply(value);
        return written.equals(writes.apply(reads.apply(written)))
                ? new Conversion.Converted(value)
                : Conversion.refused("is a " + type.getSimpleName() + " that is not written as it is read: "
                        + "give the builder a converter that does");
    }
}
