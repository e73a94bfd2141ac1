package io.elixirscope.foundation.server;

/// Where a server stands, over its incarnations.
enum Lifecycle {
    NEVER_STARTED("was never started"),
    STARTING("is starting"),
    RUNNING("is running"),
    SUSPENDED("is suspended"),
    RESTARTING("is restarting"),
    STOPPING("is stopping"),
    STOPPED("is stopped"),
    GAVE_UP("was given up by its supervisor");

    private final String text;

    Lifecycle(String text) {
        this.text = text;
    }

    /// Whether messages may wait for it.
    boolean accepts() {
        return this == RUNNING || this == SUSPENDED || this == RESTARTING || this == STARTING;
    }

    /// Whether a handler may be running, of a message that came before it was suspended or told to stop too.
    boolean mayHandle() {
        return this == RUNNING || this == SUSPENDED || this == STOPPING;
    }

    /// Whether waiting messages will never be handled.
    boolean closed() {
        return this == STOPPED || this == GAVE_UP || this == NEVER_STARTED;
    }

    String text() {
        return text;
    }
}
