package io.elixirscope.foundation;

import io.elixirscope.foundation.config.Config;
import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.metrics.Metrics;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.supervision.SupervisionTree;

/// What a running Foundation is made of.
record FoundationParts(ServerRuntime runtime, Config<?> config, Events events, Metrics metrics, SupervisionTree tree) {}
