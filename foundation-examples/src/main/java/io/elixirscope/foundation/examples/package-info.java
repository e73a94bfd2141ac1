/// Small programs that use the library as an application does, one for each flow.
///
/// Each has a `main` and a test. They are read as documentation: about sixty lines, no helper classes.
@NullMarked
package io.elixirscope.foundation.examples;

import org.jspecify.annotations.NullMarked;
