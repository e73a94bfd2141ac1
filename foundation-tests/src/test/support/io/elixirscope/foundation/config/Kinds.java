package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.DataSize;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Settings of every kind there is, all changeable at run time but the secrets.
public record Kinds(
        @Updatable Plain plain,
        @Updatable Times times,
        @Updatable Texts texts,
        @Updatable Many many,
        @Updatable Optional<Tls> tls,
        @Updatable Optional<Money> tip) {

    public record Plain(
            boolean flag,
            byte small,
            short less,
            int whole,
            long more,
            BigInteger most,
            float part,
            double fraction,
            BigDecimal exact,
            char letter,
            String text,
            DayOfWeek day) {}

    public record Times(Duration pause, Instant at, LocalDate date, LocalTime time, ZoneId zone) {}

    public record Texts(
            DataSize size, Path path, URI uri, UUID id, Locale locale, Charset charset, Money price, Celsius limit) {}

    public record Many(
            List<Integer> numbers,
            Set<DayOfWeek> days,
            @Default("") List<Host> hosts,
            Map<String, Integer> limits,
            @Default("night.rate=1") Map<String, Rule> rules,
            @Default("") Map<String, Map<String, Duration>> waits,
            @Default("") @Secret Map<String, String> tokens) {}

    public record Host(
            String name,
            @Default("80") int port,
            Optional<Tls> tls,
            @Default("") Map<String, String> labels) {}

    @Description("How a connection is secured.")
    public record Tls(Path certificate, @Default("true") boolean verify) {}

    public record Rule(int rate, @Default("1s") Duration per) implements Checked {
        @Override
        public List<String> violations() {
            return rate > 0 ? List.of() : List.of("rate must be > 0, was " + rate);
        }
    }

    /// Read by its own static method.
    public static final class Celsius {
        private final int degrees;

        private Celsius(int degrees) {
            this.degrees = degrees;
        }

        public static Celsius parse(String text) {
            if (!text.endsWith("C")) {
                throw new IllegalArgumentException("degrees end with C");
            }
            return new Celsius(Integer.parseInt(text.substring(0, text.length() - 1)));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Celsius that && that.degrees == degrees;
        }

        @Override
        public int hashCode() {
            return degrees;
        }

        @Override
        public String toString() {
            return degrees + "C";
        }
    }

    /// Read by a converter.
    public record Money(long cents) {
        static Money read(String text) {
            return new Money(new BigDecimal(text).movePointRight(2).longValueExact());
        }

        static String write(Money money) {
            return BigDecimal.valueOf(money.cents, 2).toString();
        }
    }
}
