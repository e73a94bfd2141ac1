/// The payment gateway: plain HTTP, and as unreliable as gateways are. It runs in the parent process and uses nothing
/// of the library.
@NullMarked
package io.elixirscope.foundation.examples.orders.gateway;

import org.jspecify.annotations.NullMarked;
