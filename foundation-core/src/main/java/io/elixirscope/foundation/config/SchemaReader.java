package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.SchemaNode.Access;
import io.elixirscope.foundation.config.SchemaNode.Mapping;
import io.elixirscope.foundation.config.SchemaNode.Presence;
import io.elixirscope.foundation.config.SchemaNode.Section;
import io.elixirscope.foundation.config.SchemaNode.Setting;
import io.elixirscope.foundation.value.DataSize;
import io.elixirscope.foundation.value.Value;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads settings records by reflection over their components.
final class SchemaReader {
    private static final int DEEPEST = 16;

    private final RecordAccess records;
    private final Converters converters;

    SchemaReader(MethodHandles.@Nullable Lookup lookup, Converters converters) {
        this.records = new RecordAccess(lookup);
        this.converters = converters;
    }

    /// Where a component stands, and what it takes over from the records around it.
    private record Place(String path, String component, Access access, Presence presence, int depth) {
        Place below(String key, RecordComponent member, Access its, Presence needed) {
            return new Place(ConfigPath.join(path, key), member.getName(), its, needed, depth + 1);
        }
    }

    Section section(String path, String component, Class<?> type) {
        return section(new Place(path, component, Access.AT_START, Presence.REQUIRED, 0), type, "");
    }

    private Section section(Place place, Class<?> type, String description) {
        if (!type.isRecord()) {
            throw refused(type, "must be a record");
        }
        if (place.depth() > DEEPEST) {
            throw refused(type, "must not be nested deeper than " + DEEPEST + " records (does it contain itself?)");
        }
        var members = new ArrayList<SchemaNode>();
        var keys = new HashSet<String>();
        for (RecordComponent member : type.getRecordComponents()) {
            var key = key(member);
            if (!keys.add(key)) {
                throw refused(member, "has the key " + key + " of another component");
            }
            members.add(member(place, key, member));
        }
        var text = description.isEmpty() ? description(type) : description;
        return new Section(place.path(), place.component(), text, records.shape(type), place.presence(), members);
    }

    private SchemaNode member(Place place, String key, RecordComponent member) {
        boolean optional = member.getType() == Optional.class;
        var type = optional ? argument(member.getGenericType(), 0) : member.getGenericType();
        var presence = optional ? Presence.OPTIONAL : Presence.REQUIRED;
        return node(place.below(key, member, access(place, member), presence), type, member);
    }

    private static Access access(Place place, RecordComponent member) {
        var inherited = place.access();
        var access = member.isAnnotationPresent(Updatable.class) ? inherited.madeUpdatable() : inherited;
        return member.isAnnotationPresent(Secret.class) ? access.madeSecret() : access;
    }

    private SchemaNode node(Place place, Type type, RecordComponent member) {
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            return mapping(place, map, member);
        }
        if (isSection(type)) {
            if (member.isAnnotationPresent(Default.class) || member.isAnnotationPresent(Secret.class)) {
                throw refused(member, "is a record: @Default and @Secret belong to its components");
            }
            return section(place, (Class<?>) type, description(member));
        }
        var setting = setting(place, type, member, given(member));
        checkDefault(setting, member);
        return setting;
    }

    private boolean isSection(Type type) {
        return type instanceof Class<?> plain && plain.isRecord() && !isScalar(plain);
    }

    private boolean isScalar(Class<?> type) {
        return type == DataSize.class || converters.has(type);
    }

    private Mapping mapping(Place place, ParameterizedType map, RecordComponent member) {
        if (argument(map, 0) != String.class || place.presence() == Presence.OPTIONAL) {
            throw refused(
                    member, "is a map and must be a Map<String, X> that is not Optional: @Default(\"\") is empty");
        }
        var root = new Place("", "", place.access(), Presence.REQUIRED, place.depth());
        var element = argument(map, 1);
        var template = element instanceof ParameterizedType inner && inner.getRawType() == Map.class
                ? mapping(root, inner, member)
                : isSection(element) ? section(root, (Class<?>) element, "") : setting(root, element, member, null);
        return new Mapping(place.path(), place.component(), description(member), template, given(member));
    }

    private Setting setting(Place place, Type type, RecordComponent member, @Nullable String defaultText) {
        var measure = measure(member);
        var types = new SettingTypes(converters, item -> item(item, place));
        var read = types.of(type, measure)
                .orElseThrow(() -> refused(
                        member,
                        "has the type " + member.getGenericType().getTypeName() + ", supported are "
                                + SettingTypes.SUPPORTED));
        checkUnit(member, read, measure);
        var items = read.items();
        boolean secret =
                place.access().secret() || (items != null && items.schema().hasSecrets());
        return new Setting(
                place.path(),
                place.component(),
                description(member),
                read,
                place.presence(),
                defaultText,
                secret ? place.access().madeSecret() : place.access());
    }

    private RecordType item(Class<?> type, Place list) {
        return new RecordType(
                section(new Place("", "", Access.AT_START, Presence.REQUIRED, list.depth() + 1), type, ""));
    }

    private static void checkUnit(RecordComponent member, SettingType type, Unit.@Nullable Measure measure) {
        var element = type.element() == null ? type : type.element();
        boolean size = element.javaType() == DataSize.class
                || element.javaType() == Long.class
                || element.javaType() == Integer.class;
        if (measure != null && !(measure.time() ? element.javaType() == Duration.class : size)) {
            throw refused(member, "has @Unit(" + measure + "), which does not fit its type");
        }
    }

    private static void checkDefault(Setting setting, RecordComponent member) {
        var text = setting.defaultText();
        if (text == null) {
            return;
        }
        if (setting.presence() == Presence.OPTIONAL) {
            throw refused(member, "is Optional and must not have a @Default");
        }
        if (setting.type().read(Value.of(text)) instanceof Conversion.Refused refused) {
            throw refused(member, "has @Default(\"" + text + "\"), which " + refused.rule());
        }
    }

    private static @Nullable String given(RecordComponent member) {
        var given = member.getAnnotation(Default.class);
        return given == null ? null : given.value();
    }

    private static Unit.@Nullable Measure measure(RecordComponent member) {
        var unit = member.getAnnotation(Unit.class);
        return unit == null ? null : unit.value();
    }

    private static String description(AnnotatedElement described) {
        var text = described.getAnnotation(Description.class);
        return text == null ? "" : text.value().strip();
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[index] : Object.class;
    }

    private static String key(RecordComponent member) {
        var named = member.getAnnotation(Key.class);
        var key = named == null ? ConfigPath.kebab(member.getName()) : named.value();
        if (!ConfigPath.isKey(key)) {
            throw refused(
                    member, "has the key \"" + key + "\", must be lower-case letters, digits and hyphens: use @Key");
        }
        return key;
    }

    private static IllegalArgumentException refused(RecordComponent member, String rule) {
        return refused(member.getDeclaringRecord(), "component " + member.getName() + " " + rule);
    }

    private static IllegalArgumentException refused(Class<?> type, String rule) {
        return new IllegalArgumentException(type.getName() + (rule.startsWith("component") ? ": " : " ") + rule);
    }
}
