/// The node: the process that runs the shop, with customers who place orders, chaos that makes servers crash, and an
/// operator who changes the configuration.
@NullMarked
package io.elixirscope.foundation.examples.orders.node;

import org.jspecify.annotations.NullMarked;
