/// The shop itself: four supervised servers, `intake` → `inventory` → `billing` → `notifier`.
///
/// Each server is one file with its protocol and its handlers; what it decides is in its `*Logic`, pure functions. An
/// order is a chain of four events, whose ids are made from the order's id: doing a step again after a crash finds the
/// event that is there. What is open is read from the events when a server starts.
@NullMarked
package io.elixirscope.foundation.examples.orders.servers;

import org.jspecify.annotations.NullMarked;
