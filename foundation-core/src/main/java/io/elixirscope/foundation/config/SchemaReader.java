package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.SchemaNode.Change;
import io.elixirscope.foundation.config.SchemaNode.Presence;
import io.elixirscope.foundation.config.SchemaNode.Section;
import io.elixirscope.foundation.config.SchemaNode.Setting;
import io.elixirscope.foundation.config.SchemaNode.Visibility;
import io.elixirscope.foundation.value.Value;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads settings records by reflection over their components.
final class SchemaReader {
    private static final int DEEPEST = 16;
    private static final String LIBRARY = "io.elixirscope.foundation";

    private final MethodHandles.@Nullable Lookup lookup;

    SchemaReader(MethodHandles.@Nullable Lookup lookup) {
        this.lookup = lookup;
    }

    Section section(String path, String component, Class<?> type) {
        return section(path, component, type, Change.AT_START, 0);
    }

    private Section section(String path, String component, Class<?> type, Change inherited, int depth) {
        if (!type.isRecord()) {
            throw refused(type, "must be a record");
        }
        if (depth > DEEPEST) {
            throw refused(type, "must not be nested deeper than " + DEEPEST + " records (does it contain itself?)");
        }
        var constructor = constructor(type);
        var members = new ArrayList<SchemaNode>();
        var keys = new HashSet<String>();
        for (RecordComponent member : type.getRecordComponents()) {
            var key = key(member);
            if (!keys.add(key)) {
                throw refused(member, "has the key " + key + " of another component");
            }
            members.add(node(ConfigPath.join(path, key), member, inherited, depth));
        }
        return new Section(path, component, type, constructor, List.copyOf(members));
    }

    private SchemaNode node(String path, RecordComponent member, Change inherited, int depth) {
        var change = member.isAnnotationPresent(Updatable.class) ? Change.AT_RUN_TIME : inherited;
        if (member.getType().isRecord()) {
            if (member.isAnnotationPresent(Default.class) || member.isAnnotationPresent(Secret.class)) {
                throw refused(member, "is a record: @Default and @Secret belong to its components");
            }
            return section(path, member.getName(), member.getType(), change, depth + 1);
        }
        return setting(path, member, change);
    }

    private static Setting setting(String path, RecordComponent member, Change change) {
        boolean optional = member.getType() == Optional.class;
        var measure = measure(member);
        var type = SettingTypes.of(optional ? argument(member) : member.getGenericType(), measure)
                .orElseThrow(() -> refused(
                        member,
                        "has the type " + member.getGenericType().getTypeName() + ", supported are "
                                + SettingTypes.SUPPORTED));
        checkUnit(member, type, measure);
        var given = member.getAnnotation(Default.class);
        var text = given == null ? null : given.value();
        if (text != null) {
            checkDefault(member, type, text, optional);
        }
        return new Setting(
                path,
                member.getName(),
                type,
                optional ? Presence.OPTIONAL : Presence.REQUIRED,
                text,
                change,
                member.isAnnotationPresent(Secret.class) ? Visibility.SECRET : Visibility.PLAIN);
    }

    private static void checkUnit(RecordComponent member, SettingType type, Unit.@Nullable Measure measure) {
        boolean duration = type.javaType() == Duration.class;
        boolean whole = type.javaType() == Long.class || type.javaType() == Integer.class;
        if (measure != null && !(measure.time() ? duration : whole)) {
            throw refused(member, "has @Unit(" + measure + "), which does not fit its type");
        }
    }

    private static void checkDefault(RecordComponent member, SettingType type, String text, boolean optional) {
        if (optional) {
            throw refused(member, "is Optional and must not have a @Default");
        }
        if (type.read(Value.of(text)) instanceof Conversion.Refused refused) {
            throw refused(member, "has @Default(\"" + text + "\"), which " + refused.rule());
        }
    }

    private static Unit.@Nullable Measure measure(RecordComponent member) {
        var unit = member.getAnnotation(Unit.class);
        return unit == null ? null : unit.value();
    }

    private static Type argument(RecordComponent member) {
        return member.getGenericType() instanceof ParameterizedType type
                ? type.getActualTypeArguments()[0]
                : Object.class;
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

    private MethodHandle constructor(Class<?> type) {
        var parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(parameters);
            if (lookup != null) {
                return MethodHandles.privateLookupIn(type, lookup).unreflectConstructor(constructor);
            }
            constructor.setAccessible(true);
            return MethodHandles.lookup().unreflectConstructor(constructor);
        } catch (NoSuchMethodException | IllegalAccessException | InaccessibleObjectException e) {
            throw new IllegalArgumentException(access(type), e);
        }
    }

    private String access(Class<?> type) {
        var reader = (lookup == null ? SchemaReader.class : lookup.lookupClass()).getModule();
        return type.getName()
                + " is not accessible: give MethodHandles.lookup() of its module to the builder, or add to "
                + "the module-info of " + type.getModule().getName() + ": opens " + type.getPackageName() + " to "
                + (reader.isNamed() ? reader.getName() : LIBRARY) + ";";
    }

    private static IllegalArgumentException refused(RecordComponent member, String rule) {
        return refused(member.getDeclaringRecord(), "component " + member.getName() + " " + rule);
    }

    private static IllegalArgumentException refused(Class<?> type, String rule) {
        return new IllegalArgumentException(type.getName() + (rule.startsWith("component") ? ": " : " ") + rule);
    }
}
