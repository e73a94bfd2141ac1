package io.elixirscope.foundation.value;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the form of a type by reflection. Used once, by one thread.
final class FormReader {
    private static final String LIBRARY = "io.elixirscope.foundation";

    private final MethodHandles.@Nullable Lookup access;
    private final Map<Class<?>, Form> made = new HashMap<>();

    FormReader(MethodHandles.@Nullable Lookup access) {
        this.access = access;
    }

    /// The form of a type; `where` names the place of it for a refusal.
    Form form(Type type, String where) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            return generic(raw, generic.getActualTypeArguments(), where);
        }
        if (!(type instanceof Class<?> plain)) {
            throw refused(where, "has the type " + type.getTypeName());
        }
        Form scalar = Scalars.of(plain);
        if (scalar != null) {
            return scalar;
        }
        Form before = made.get(plain);
        if (before != null) {
            return before;
        }
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain.isInterface() && plain.isSealed()) {
            return sealedInterface(plain, where);
        }
        throw refused(where, "has the type " + plain.getName());
    }

    private Form generic(Class<?> raw, Type[] arguments, String where) {
        if (raw == List.class) {
            return new Collected.Listed(form(arguments[0], where));
        }
        if (raw == Set.class) {
            return new Collected.Gathered(form(arguments[0], where));
        }
        if (raw == Map.class && arguments[0] instanceof Class<?> key && (key == String.class || key.isEnum())) {
            return new Collected.Mapped(form(key, where), form(arguments[1], where));
        }
        throw refused(where, "has the type " + raw.getSimpleName() + Arrays.toString(arguments));
    }

    private RecordForm record(Class<?> type) {
        var form = new RecordForm(type, constructor(type));
        made.put(type, form);
        List<RecordForm.Part> parts = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            parts.add(part(component));
        }
        form.parts(parts);
        return form;
    }

    private RecordForm.Part part(RecordComponent component) {
        String where = component.getDeclaringRecord().getName() + "." + component.getName();
        if (ShownValue.hidden(component) || component.getType() == Sensitive.class) {
            throw new IllegalArgumentException(where + " is a secret: it must not be written as data");
        }
        boolean optional =
                component.getType() == Optional.class && component.getGenericType() instanceof ParameterizedType;
        Type type = optional && component.getGenericType() instanceof ParameterizedType generic
                ? generic.getActualTypeArguments()[0]
                : component.getGenericType();
        var presence = optional
                ? RecordForm.Presence.OPTIONAL
                : nullable(component) ? RecordForm.Presence.NULLABLE : RecordForm.Presence.REQUIRED;
        return new RecordForm.Part(component.getName(), accessor(component), form(type, where), presence);
    }

    /// By name: whoever uses another annotation of that name means the same.
    private static boolean nullable(RecordComponent component) {
        return !component.getType().isPrimitive()
                && Arrays.stream(component.getAnnotatedType().getAnnotations())
                        .anyMatch(mark -> mark.annotationType().getSimpleName().equals("Nullable"));
    }

    private Form sealedInterface(Class<?> type, String where) {
        var form = new SealedForm();
        made.put(type, form);
        List<RecordForm> variants = new ArrayList<>();
        for (Class<?> variant : type.getPermittedSubclasses()) {
            if (!variant.isRecord() || !(form(variant, where) instanceof RecordForm record)) {
                throw refused(
                        where,
                        "has the sealed type " + type.getName() + ", of which " + variant.getName() + " is no record");
            }
            if (record.hasPart(SealedForm.TYPE)) {
                throw refused(
                        where,
                        "has the sealed type " + type.getName() + ", and " + variant.getName() + " has a component "
                                + SealedForm.TYPE + ", which says which record it is");
            }
            variants.add(record);
        }
        form.variants(variants);
        return form;
    }

    private MethodHandle constructor(Class<?> type) {
        var components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(components);
            if (access != null) {
                return MethodHandles.privateLookupIn(type, access).unreflectConstructor(constructor);
            }
            constructor.setAccessible(true);
            return MethodHandles.lookup().unreflectConstructor(constructor);
        } catch (NoSuchMethodException | IllegalAccessException | InaccessibleObjectException closed) {
            throw new IllegalArgumentException(closed(type), closed);
        }
    }

    private MethodHandle accessor(RecordComponent component) {
        var type = component.getDeclaringRecord();
        try {
            var accessor = component.getAccessor();
            if (access != null) {
                return MethodHandles.privateLookupIn(type, access).unreflect(accessor);
            }
            accessor.setAccessible(true);
            return MethodHandles.lookup().unreflect(accessor);
        } catch (IllegalAccessException | InaccessibleObjectException closed) {
            throw new IllegalArgumentException(closed(type), closed);
        }
    }

    private String closed(Class<?> type) {
        var reader = (access == null ? FormReader.class : access.lookupClass()).getModule();
        return type.getName() + " is not accessible: give MethodHandles.lookup() of its module, or add to the "
                + "module-info of " + type.getModule().getName() + ": opens " + type.getPackageName() + " to "
                + (reader.isNamed() ? reader.getName() : LIBRARY) + ";";
    }

    private static IllegalArgumentException refused(String where, String what) {
        return new IllegalArgumentException(where + " " + what
                + ", which has no form; supported are records, sealed interfaces of records, numbers, text, enums, "
                + "UUID, URI, the types of java.time, byte[], Optional, List, Set, Map of text or enum, and Value");
    }
}
