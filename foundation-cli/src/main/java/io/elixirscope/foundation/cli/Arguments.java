package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.event.Durability;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.value.JsonReading;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Words of the command line as values; what does not fit says what would.
final class Arguments {

    private Arguments() {}

    /// A day in UTC or a time with a zone.
    static final class Time implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String word) {
            try {
                return word.length() == 10
                        ? LocalDate.parse(word).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : OffsetDateTime.parse(word).toInstant();
            } catch (DateTimeException _) {
                throw new TypeConversionException(
                        "'" + word + "' is not a time: write 2011-01-09 or 2011-01-09T08:46:08Z");
            }
        }
    }

    /// A whole number from 1.
    static final class Positive implements ITypeConverter<Long> {

        @Override
        public Long convert(String word) {
            return atLeast(1, word);
        }
    }

    /// A whole number from 0.
    static final class NotNegative implements ITypeConverter<Long> {

        @Override
        public Long convert(String word) {
            return atLeast(0, word);
        }
    }

    /// A number of appending threads.
    static final class Appenders implements ITypeConverter<Integer> {

        private static final long MOST = 64;

        @Override
        public Integer convert(String word) {
            var threads = atLeast(1, word);
            if (threads > MOST) {
                throw new TypeConversionException("'" + word + "' is too large: write 1 to " + MOST);
            }
            return (int) threads;
        }
    }

    /// Which way positions go, `asc` or `desc`.
    static final class Order implements ITypeConverter<EventQuery.Order> {

        @Override
        public EventQuery.Order convert(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "asc" -> EventQuery.Order.ASC;
                case "desc" -> EventQuery.Order.DESC;
                default -> throw new TypeConversionException("'" + word + "' is not an order: write asc or desc");
            };
        }
    }

    /// A path of a directory; an empty one, as an unset variable gives, would be the working directory.
    static final class Directory implements ITypeConverter<Path> {

        @Override
        public Path convert(String word) {
            if (word.isBlank()) {
                throw new TypeConversionException("the name of the directory is empty");
            }
            return Path.of(word);
        }
    }

    /// A path of a file; an empty one, as an unset variable gives, would be the working directory.
    static final class File implements ITypeConverter<Path> {

        @Override
        public Path convert(String word) {
            if (word.isBlank()) {
                throw new TypeConversionException("the name of a file is empty");
            }
            return Path.of(word);
        }
    }

    /// What an acknowledged event survives, `os` or `fsync`.
    static final class Level implements ITypeConverter<Durability> {

        @Override
        public Durability convert(String word) {
            return switch (word) {
                case "os" -> Durability.OS;
                case "fsync" -> Durability.FSYNC;
                default -> throw new TypeConversionException("'" + word + "' is not a durability: write os or fsync");
            };
        }
    }

    /// A condition on the data, such as `added>=100`.
    static final class Where implements ITypeConverter<EventQuery.Condition> {

        private static final Pattern SHAPE = Pattern.compile("(?s)([^=!<>]+)(==?|!=|<=?|>=?)(.*)");

        @Override
        public EventQuery.Condition convert(String word) {
            var parts = SHAPE.matcher(word);
            if (!parts.matches()) {
                throw new TypeConversionException(
                        "'" + word + "' is not a condition: write PATH=VALUE, or != < <= > >= in place of =");
            }
            var path = parts.group(1).strip();
            if (path.isEmpty() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
                throw new TypeConversionException(
                        "'" + path + "' is not a path: write names with a dot between them, such as file.path");
            }
            var value = parts.group(3).strip();
            if (value.startsWith(">") || value.startsWith("<")) {
                throw new TypeConversionException(
                        "'" + word + "' has no such comparison: write >= or <=; text that begins so goes in quotes");
            }
            return new EventQuery.Condition(path, operator(parts.group(2)), value(value));
        }

        private static EventQuery.Operator operator(String sign) {
            return switch (sign) {
                case "!=" -> EventQuery.Operator.NE;
                case "<" -> EventQuery.Operator.LT;
                case "<=" -> EventQuery.Operator.LE;
                case ">" -> EventQuery.Operator.GT;
                case ">=" -> EventQuery.Operator.GE;
                default -> EventQuery.Operator.EQ;
            };
        }

        private static Value value(String text) {
            return switch (JsonText.read(text, ValueLimits.DEFAULT)) {
                case JsonReading.Parsed(var value) -> value;
                case JsonReading.Malformed _ -> Value.of(text);
            };
        }
    }

    private static long atLeast(long least, String word) {
        try {
            var number = Long.parseLong(word);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException _) {
            throw new TypeConversionException("'" + word + "' is not a whole number: write a number >= " + least);
        }
        throw new TypeConversionException("'" + word + "' is too small: write a number >= " + least);
    }
}
