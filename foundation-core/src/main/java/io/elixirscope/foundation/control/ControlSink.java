package io.elixirscope.foundation.control;

import io.elixirscope.foundation.value.Value;

/// Where a verb's items go: to whoever asked, one line each. For the verb's own thread only, but for
/// [#cancelled()].
public interface ControlSink {

    /// Sends an item. Blocks while the other side does not read, at most 10 s.
    ///
    /// @param item one part of the answer
    /// @throws java.util.concurrent.CancellationException if the other side has gone or does not read
    void item(Value item);

    /// Sends a sign of life. A verb that waits for news sends one every [ControlSocket#ALIVE]: whoever asks takes a
    /// node that is silent for 10 s for hung. Blocks as [#item(Value)] does.
    ///
    /// @throws java.util.concurrent.CancellationException if the other side has gone or does not read
    void alive();

    /// Whether the other side has closed. A verb that waits for news asks this each time it wakes; it is woken once
    /// through the scheduler when that happens.
    ///
    /// @return true once nobody waits for more
    boolean cancelled();
}
