package io.elixirscope.foundation.pubsub;

import io.elixirscope.foundation.error.ErrorContext;
import org.jspecify.annotations.Nullable;

/// A published message, and what its publisher's code ran in.
record Item(Object message, @Nullable ErrorContext context) {}
