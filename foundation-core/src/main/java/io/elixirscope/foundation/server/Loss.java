package io.elixirscope.foundation.server;

/// What a server may lose or do late; each is counted for each server, and told of by an event.
enum Loss {
    /// A message found the mailbox full.
    MAILBOX_FULL("elixir_scope.server.mailbox_full"),
    /// The caller of an answer had given up.
    REPLY_LATE("elixir_scope.server.reply_late"),
    /// A call was left out because its caller had given up.
    SKIPPED("elixir_scope.server.message_skipped"),
    /// A message or timer belonged to a dead incarnation, or had to leave the mailbox.
    DROPPED("elixir_scope.server.message_dropped"),
    /// A caller ran its own message beyond its deadline.
    OVERRUN("elixir_scope.server.overrun");

    /// The event's name.
    final String event;

    Loss(String event) {
        this.event = event;
    }
}
