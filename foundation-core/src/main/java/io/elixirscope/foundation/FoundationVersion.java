package io.elixirscope.foundation;

import java.util.Optional;

/// The version of this library and the JDK it needs.
public final class FoundationVersion {

    /// This library's version, such as `0.1.0`.
    public static final String TEXT = "0.1.0-SNAPSHOT";

    private static final Runtime.Version OLDEST_JDK = Runtime.Version.parse("25.0.3");

    private FoundationVersion() {}

    /// Why a JDK cannot run the library; empty where it can.
    ///
    /// @param jdk a JDK's version, such as `Runtime.version()`
    /// @return one sentence for people that names the version and the reason
    public static Optional<String> refusal(Runtime.Version jdk) {
        if (jdk.compareToIgnoreOptional(OLDEST_JDK) >= 0) {
            return Optional.empty();
        }
        return Optional.of("JDK " + OLDEST_JDK + " or later is needed, this is " + jdk
                + ": before it a virtual thread can stay parked for ever (JDK-8369227).");
    }
}
