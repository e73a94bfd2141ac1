package io.elixirscope.foundation.server;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What a definition must be before it is built: a usable name, a sealed protocol, a handler for each variant.
final class BehaviourValidator {
    private static final int LONGEST_NAME = 128;

    private BehaviourValidator() {}

    static String name(String name) {
        Objects.requireNonNull(name, "a server's name is null; give it one, such as \"inventory\"");
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(BehaviourValidator::unfit)) {
            throw new IllegalArgumentException(
                    "a server's name must be 1-128 characters without white space, was \"" + name + "\"");
        }
        return name;
    }

    static <P> Class<P> protocol(Class<P> protocol) {
        Objects.requireNonNull(protocol, "the protocol is null; give the sealed interface of the messages");
        if (!protocol.isSealed() || !protocol.isInterface()) {
            throw new IllegalArgumentException(
                    "a protocol must be a sealed interface, so that a message without handler"
                            + " is found when the server is built; " + protocol.getName() + " is not");
        }
        return protocol;
    }

    /// The concrete message types of a protocol, in the order of their declaration.
    static List<Class<?>> variants(Class<?> protocol) {
        Set<Class<?>> found = new LinkedHashSet<>();
        collect(protocol, found);
        return List.copyOf(found);
    }

    /// Everything that is wrong with the protocol itself.
    static List<String> problemsOf(List<Class<?>> variants) {
        List<String> problems = new ArrayList<>();
        for (Class<?> variant : variants) {
            if (variant.isInterface()) {
                problems.add(variant.getSimpleName() + " is an interface that is not sealed: seal it, so that all"
                        + " its messages are known, or make it a record");
                continue;
            }
            boolean call = Call.class.isAssignableFrom(variant);
            boolean cast = Cast.class.isAssignableFrom(variant);
            if (call == cast) {
                problems.add(variant.getSimpleName() + " must implement either Call or Cast, implements "
                        + (call ? "both" : "neither"));
            }
        }
        return problems;
    }

    /// The names of the variants that nobody handles.
    static List<String> missing(List<Class<?>> variants, Set<Class<?>> handled) {
        return variants.stream()
                .filter(variant -> !handled.contains(variant))
                .map(Class::getSimpleName)
                .toList();
    }

    private static void collect(Class<?> type, Set<Class<?>> found) {
        if (!type.isSealed()) {
            found.add(type);
            return;
        }
        if (!type.isInterface() && (type.isEnum() || !java.lang.reflect.Modifier.isAbstract(type.getModifiers()))) {
            found.add(type);
        }
        if (!type.isEnum()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, found);
            }
        }
    }

    private static boolean unfit(int character) {
        return Character.isWhitespace(character) || Character.isISOControl(character);
    }
}
