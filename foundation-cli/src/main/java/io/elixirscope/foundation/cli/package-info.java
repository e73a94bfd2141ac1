/// The `foundation` command; [FoundationCommand] is its main class.
///
/// Results go to standard output, talk and progress to standard error. Exit codes: 0 done, 1 the operation failed, 2
/// wrong usage.
package io.elixirscope.foundation.cli;
