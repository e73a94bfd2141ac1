/// The demo application: a shop that takes orders while its servers crash, its process is killed and its
/// configuration changes, and that accounts for every order at the end.
///
/// Start with [OrdersDemo], the parent process: it hosts the payment gateway (`.gateway`), starts and kills the
/// node (`.node`) whose four supervised servers (`.servers`) do the work, and has the account (`.account`) drawn up
/// by a third process. They talk in JSON lines (`.lines`).
@NullMarked
package io.elixirscope.foundation.examples.orders;

import org.jspecify.annotations.NullMarked;
