package io.elixirscope.foundation.benchmarks;

import io.elixirscope.foundation.benchmarks.loop.Callers;
import io.elixirscope.foundation.benchmarks.loop.Contender;
import io.elixirscope.foundation.benchmarks.loop.ForkedContender;
import java.io.IOException;

/// One of those that do a row's work.
sealed interface Subject {
    /// How it is called in results: `ours`, `limit`, or a peer.
    String name();

    /// Measured by JMH.
    ///
    /// @param name how it is called
    /// @param benchmark class and method that measure it
    record Jmh(String name, String benchmark) implements Subject {}

    /// Measured by loops of one or several callers, or by what many of it take.
    ///
    /// @param name how it is called
    /// @param callers who repeat
    /// @param fork starts its JVM
    record Looped(String name, Callers callers, Starter fork) implements Subject {}

    /// Starts the JVM of a contender.
    @FunctionalInterface
    interface Starter {
        ForkedContender start() throws IOException;
    }

    static Subject of(String name, Class<?> benchmarks, String method) {
        return new Jmh(name, benchmarks.getName() + "." + method);
    }

    /// Peers that are called as their methods.
    static Subject of(Class<?> benchmarks, String method) {
        return of(method, benchmarks, method);
    }

    static <E extends Enum<E> & Contender.Maker> Subject of(String name, E maker, Callers callers) {
        return new Looped(name, callers, () -> ForkedContender.start(maker, callers));
    }
}
