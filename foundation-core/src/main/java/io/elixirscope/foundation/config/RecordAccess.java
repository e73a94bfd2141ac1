package io.elixirscope.foundation.config;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Access to the constructors and accessors of records, in packages that are not exported too.
final class RecordAccess {
    private static final String LIBRARY = "io.elixirscope.foundation";

    private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);
    private static final MethodType CONSTRUCTOR = MethodType.methodType(Object.class, Object[].class);

    private final MethodHandles.@Nullable Lookup lookup;

    /// @param lookup access to the records' package where it is neither exported nor opened
    RecordAccess(MethodHandles.@Nullable Lookup lookup) {
        this.lookup = lookup;
    }

    /// @throws IllegalArgumentException without access, with the line that gives it
    RecordShape shape(Class<?> type) {
        var components = type.getRecordComponents();
        var parameters = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(parameters);
            var granted = granted(type, constructor);
            var accessors = new ArrayList<MethodHandle>();
            for (RecordComponent component : components) {
                granted(type, component.getAccessor());
                accessors.add(granted.unreflect(component.getAccessor()).asType(ACCESSOR));
            }
            var made = granted.unreflectConstructor(constructor)
                    .asSpreader(Object[].class, components.length)
                    .asType(CONSTRUCTOR);
            return new RecordShape(type, made, accessors);
        } catch (NoSuchMethodException | IllegalAccessException | InaccessibleObjectException e) {
            throw new IllegalArgumentException(refusal(type), e);
        }
    }

    private MethodHandles.Lookup granted(Class<?> type, AccessibleObject member) throws IllegalAccessException {
        if (lookup != null) {
            return MethodHandles.privateLookupIn(type, lookup);
        }
        member.setAccessible(true);
        return MethodHandles.lookup();
    }

    private String refusal(Class<?> type) {
        var reader = (lookup == null ? RecordAccess.class : lookup.lookupClass()).getModule();
        return type.getName()
                + " is not accessible: give MethodHandles.lookup() of its module to the builder, or add to "
                + "the module-info of " + type.getModule().getName() + ": opens " + type.getPackageName() + " to "
                + (reader.isNamed() ? reader.getName() : LIBRARY) + ";";
    }
}
