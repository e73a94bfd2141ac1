package io.elixirscope.foundation.testkit;

/// What a server throws that a [CrashInjection] lets crash. Its text names server, place and
/// number of the crash.
@SuppressWarnings("serial") // never serialised
public final class InjectedCrash extends RuntimeException {
    InjectedCrash(String message) {
        super(message);
    }
}
