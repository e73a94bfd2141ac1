package io.elixirscope.foundation.config;

import java.lang.invoke.MethodHandle;
import java.util.List;

/// How records of one class are made and taken apart. Immutable.
///
/// @param constructor `Object[]`, the values of the components in their order → `Object`, the record
/// @param accessors `Object`, the record → `Object`, the value of a component, in their order
record RecordShape(Class<?> type, MethodHandle constructor, List<MethodHandle> accessors) {
    RecordShape {
        accessors = List.copyOf(accessors);
    }

    /// The record of these components, or whatever its constructor throws.
    Object make(Object[] components) throws Throwable {
        return (Object) constructor.invokeExact(components);
    }

    /// The type of a component.
    Class<?> component(int index) {
        return type.getRecordComponents()[index].getType();
    }

    /// The value of a component.
    ///
    /// @throws IllegalStateException if the record's own accessor throws
    Object component(int index, Object made) {
        try {
            return (Object) accessors.get(index).invokeExact(made);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("an accessor of " + type.getName() + " threw", e);
        }
    }
}
