package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The types a setting may have. Pure.
final class SettingTypes {
    static final String SUPPORTED = "boolean, char, numbers, String, enums, Duration, DataSize, dates and times, "
            + "Path, URI, UUID, Locale, Charset, Pattern, ZoneId, types with a converter, "
            + "List and Set of these, List of records, Map from String to any of all these, Optional, records";

    private final Converters converters;
    private final Function<Class<?>, RecordType> records;

    /// @param records makes the type of a record that is an item of a list
    SettingTypes(Converters converters, Function<Class<?>, RecordType> records) {
        this.converters = converters;
        this.records = records;
    }

    /// The type, or empty when settings of it are not supported.
    Optional<SettingType> of(Type type, Unit.@Nullable Measure unit) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return of(list.getActualTypeArguments()[0], unit, true).map(item -> list(List.class, item));
        }
        if (type instanceof ParameterizedType set && set.getRawType() == Set.class) {
            return of(set.getActualTypeArguments()[0], unit, false).map(item -> list(Set.class, item));
        }
        return type instanceof Class<?> plain ? Optional.ofNullable(scalar(plain, unit)) : Optional.empty();
    }

    private Optional<SettingType> of(Type item, Unit.@Nullable Measure unit, boolean records) {
        boolean isRecord = item instanceof Class<?> type && type.isRecord() && !converters.has(type);
        return records && isRecord
                ? Optional.of(this.records.apply((Class<?>) item).type())
                : of(item, unit);
    }

    private @Nullable SettingType scalar(Class<?> type, Unit.@Nullable Measure unit) {
        var boxed = ConfigSnapshot.boxed(type);
        return Arrays.asList(
                        converters.of(boxed), QuantityTypes.of(boxed, unit), NumberTypes.of(boxed), TextTypes.of(boxed))
                .stream()
                .filter(found -> found != null)
                .findFirst()
                .orElseGet(() -> converters.conventional(boxed));
    }

    private static SettingType list(Class<?> type, SettingType element) {
        boolean set = type == Set.class;
        boolean records = element.reads() instanceof RecordType;
        var says = (set ? "a list without repetitions, each " : "a list, each ") + element.says();
        return new SettingType(
                type,
                says,
                JsonForms.list(element.form(), !records),
                element,
                raw -> switch (raw) {
                    case Value.ListValue(var items) -> items(element, items, set);
                    case Value.TextValue(var text) when !records || text.isBlank() -> items(element, split(text), set);
                    default -> Conversion.refused("is not " + says);
                },
                value -> Value.list(
                        ((Collection<?>) value).stream().map(element::write).toList()));
    }

    /// Items of a text are separated by commas; blanks round an item do not count, and the empty text is the
    /// empty list.
    private static List<Value> split(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(item -> Value.of(item.strip()))
                        .toList();
    }

    private static Conversion items(SettingType element, List<Value> raw, boolean set) {
        var items = new ArrayList<Object>(raw.size());
        var broken = new ArrayList<ConfigProblem>();
        for (int i = 0; i < raw.size(); i++) {
            switch (element.read(raw.get(i))) {
                case Conversion.Converted(var item) -> items.add(item);
                case Conversion.Refused(var type, var rule) -> {
                    return new Conversion.Refused(type, "has an item " + (i + 1) + " that " + rule);
                }
                case Conversion.Broken(var problems) -> broken.addAll(RecordType.below("[" + i + "]", problems));
            }
        }
        if (!broken.isEmpty()) {
            return new Conversion.Broken(broken);
        }
        return set ? distinct(items) : new Conversion.Converted(List.copyOf(items));
    }

    private static Conversion distinct(List<Object> items) {
        var distinct = new LinkedHashSet<Object>();
        for (int i = 0; i < items.size(); i++) {
            if (!distinct.add(items.get(i))) {
                return Conversion.refused("has an item " + (i + 1) + " that is there before");
            }
        }
        return new Conversion.Converted(Collections.unmodifiableSet(distinct));
    }
}
