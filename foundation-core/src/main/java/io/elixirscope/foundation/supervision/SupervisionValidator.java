package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.RetryStrategy;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// What a supervisor's definition must be.
final class SupervisionValidator {
    private static final int LONGEST_NAME = 128;

    private SupervisionValidator() {}

    static String name(String name) {
        Objects.requireNonNull(name, "a supervisor's name is null; give it one, such as \"orders\"");
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException(
                    "a supervisor's name must be 1-128 characters without white space, was \"" + name + "\"");
        }
        return name;
    }

    static RetryStrategy backoff(RetryStrategy strategy) {
        if (strategy instanceof RetryStrategy.None) {
            throw new IllegalArgumentException("backoff must say when to restart, was " + strategy
                    + "; for no restarts make the children temporary, for restarts at once leave backoff out");
        }
        return strategy;
    }

    /// Refuses children that do not go with the rest of the definition, all of them at once.
    static void children(String supervisor, AutoShutdown autoShutdown, Collection<ChildSpec> children) {
        List<String> violations = children.stream()
                .flatMap(child -> violations(supervisor, autoShutdown, child).stream())
                .toList();
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(String.join("; and ", violations));
        }
    }

    /// Refuses a child that does not go with its supervisor.
    static void child(Supervisor supervisor, ChildSpec child) {
        children(supervisor.name(), supervisor.autoShutdown(), List.of(child));
    }

    private static List<String> violations(String supervisor, AutoShutdown autoShutdown, ChildSpec child) {
        if (!child.markedSignificant()) {
            return List.of();
        }
        String which = "child \"" + child.id() + "\" of supervisor " + supervisor + " is significant and ";
        if (child.restart() == RestartType.PERMANENT) {
            return List.of(which + "permanent, so it never ends for good; make it transient or temporary");
        }
        return autoShutdown == AutoShutdown.NEVER
                ? List.of(which + "its supervisor's autoShutdown is NEVER; set it to ANY_SIGNIFICANT or"
                        + " ALL_SIGNIFICANT, or leave significant() out")
                : List.of();
    }
}
