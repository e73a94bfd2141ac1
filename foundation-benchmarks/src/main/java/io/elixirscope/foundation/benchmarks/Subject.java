package io.elixirscope.foundation.benchmarks;

/// One of those that do a row's work.
///
/// @param name how it is called in results: `ours`, `limit`, or a peer
/// @param benchmark class and method that measure it
record Subject(String name, String benchmark) {
    static Subject of(String name, Class<?> benchmarks, String method) {
        return new Subject(name, benchmarks.getName() + "." + method);
    }

    /// Peers that are called as their methods.
    static Subject of(Class<?> benchmarks, String method) {
        return of(method, benchmarks, method);
    }
}
