package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;

/// An override of an earlier run that no longer validates, and why.
record Rejected(String path, Value value, String rule) {}
