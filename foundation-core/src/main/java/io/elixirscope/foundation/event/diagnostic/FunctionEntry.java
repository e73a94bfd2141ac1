package io.elixirscope.foundation.event.diagnostic;

import io.elixirscope.foundation.value.Value;

/// The data of [Diagnostics#FUNCTION_ENTRY].
///
/// @param module the class or part that has the function
/// @param function its name
/// @param arity how many arguments it was called with
/// @param arguments the arguments as a list, or the marker of what was cut
public record FunctionEntry(String module, String function, int arity, Value arguments) {}
