package io.elixirscope.foundation.value;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How objects of one Java type are written as a [Value] and read back. Immutable and thread-safe;
/// made by reflection, once for each type where speed counts.
///
/// | Java | value |
/// | --- | --- |
/// | record | map, a field for each component in their order; one without a value is left out |
/// | sealed interface of records | the record's map with the field `type`: the record's simple name |
/// | `boolean`, whole numbers, `float`, `double`, `BigDecimal`, `BigInteger` | truth, long, double, decimal |
/// | `String`, enum constants, `UUID`, `URI`, `Duration`, dates and times of `java.time` | text |
/// | `Instant`, `byte[]` | instant, bytes |
/// | `List`, `Set` | list |
/// | `Map` with keys of text or enum | map |
/// | `Optional` component | its value, or left out |
/// | `Value` | itself |
///
/// Reading is strict where something would be lost and tolerant where nothing is: a missing or odd
/// component is a problem, each with its path, all of them told; unknown fields are passed over; a
/// whole number reads as any kind of number that holds it; what JSON turned into text (instants,
/// bytes) reads as what it was.
///
/// Secrets have no form: a component that is `@Redacted`, or marked so, or of type [Sensitive] is
/// refused when the form is made.
///
/// @param <T> the Java type
public final class ValueForm<T> {
    private final Class<T> type;
    private final Form form;

    private ValueForm(Class<T> type, Form form) {
        this.type = type;
        this.form = form;
    }

    /// What reading came to.
    ///
    /// @param <T> the Java type
    public sealed interface Reading<T> {
        /// The object.
        ///
        /// @param object what was read
        /// @param <T> its type
        record Read<T>(T object) implements Reading<T> {}

        /// The value is not of this form.
        ///
        /// @param problems all of them, each beginning with its path
        /// @param <T> the type that was asked for
        record Mismatch<T>(List<String> problems) implements Reading<T> {
            /// Copies the problems.
            public Mismatch {
                problems = List.copyOf(problems);
            }
        }
    }

    /// The form of a type whose records this library may reach by reflection.
    ///
    /// @param <T> the Java type
    /// @param type a record, or any other type of the table
    /// @return its form
    /// @throws IllegalArgumentException if a type in it has no form, or cannot be reached; the
    ///     message names it
    public static <T> ValueForm<T> of(Class<T> type) {
        return of(type, null);
    }

    /// The form of a type whose records `access` may reach.
    ///
    /// @param <T> the Java type
    /// @param type a record, or any other type of the table
    /// @param access `MethodHandles.lookup()` of a class in the records' module; null: this
    ///     library's own reach
    /// @return its form
    /// @throws IllegalArgumentException if a type in it has no form, or cannot be reached; the
    ///     message names it
    public static <T> ValueForm<T> of(Class<T> type, MethodHandles.@Nullable Lookup access) {
        Objects.requireNonNull(type, "type");
        return new ValueForm<>(type, new FormReader(access).form(type, type.getName()));
    }

    /// {@return the type whose form this is}
    public Class<T> type() {
        return type;
    }

    /// Writes an object.
    ///
    /// @param object the object
    /// @return its value
    /// @throws IllegalArgumentException if a part of it has no value: a null where none may be, a
    ///     number or a depth beyond the bounds of [Value], an accessor that throws
    public Value write(T object) {
        Objects.requireNonNull(object, "object");
        try {
            return form.write(object);
        } catch (StackOverflowError endless) {
            throw new IllegalArgumentException(type.getName() + " is nested too deeply to be written", endless);
        }
    }

    /// Reads an object.
    ///
    /// @param value what was written, by this form or another hand
    /// @return the object, or all problems; never throws
    public Reading<T> read(Value value) {
        List<String> problems = new ArrayList<>();
        Object read = form.read(value, new Place("", problems));
        return read == null || !problems.isEmpty()
                ? new Reading.Mismatch<>(problems)
                : new Reading.Read<>(Scalars.cast(type, read));
    }
}
