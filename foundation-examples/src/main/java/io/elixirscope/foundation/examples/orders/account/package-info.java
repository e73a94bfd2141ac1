/// The account: a process of its own that reads nothing but the data directory, and finds what was lost, left
/// unfinished or done twice.
@NullMarked
package io.elixirscope.foundation.examples.orders.account;

import org.jspecify.annotations.NullMarked;
