/// What the processes of the demo tell each other: JSON, one object a line.
@NullMarked
package io.elixirscope.foundation.examples.orders.lines;

import org.jspecify.annotations.NullMarked;
