package io.elixirscope.foundation.config;

/// What somebody else's exception says, whatever it does when it is asked. Pure.
final class Thrown {
    private Thrown() {}

    /// Its message alone where it is meant for people, else with its class.
    static String message(Throwable thrown) {
        try {
            var message = thrown.getMessage();
            if (message == null || message.isBlank()) {
                return name(thrown);
            }
            return thrown instanceof IllegalArgumentException ? message : name(thrown) + ": " + message;
        } catch (RuntimeException | StackOverflowError e) {
            return name(thrown) + ", whose message cannot be had";
        }
    }

    private static String name(Throwable thrown) {
        return thrown.getClass().getName();
    }
}
