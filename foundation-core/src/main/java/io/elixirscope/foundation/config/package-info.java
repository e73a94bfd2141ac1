/// Configuration: an application's record, filled from layers, validated whole and changed while
/// running.
///
/// Start at [io.elixirscope.foundation.config.Config]. Settings are the components of records,
/// marked with [io.elixirscope.foundation.config.Default],
/// [io.elixirscope.foundation.config.Updatable] and [io.elixirscope.foundation.config.Secret];
/// the Foundation's own are [io.elixirscope.foundation.config.FoundationConfig].
///
/// Layers, lowest first: defaults, sources such as files, environment, overrides given by the
/// program, run-time changes. A change set is applied whole or not at all and all problems come
/// back at once. Each effective change is a version whose number goes on across restarts.
///
/// Reading is one volatile read on any thread; an update waits for the configuration server. The
/// walk of an update: `Config.update` → `ConfigServer` → `ConfigLogic.update`, which asks
/// `ConfigValidator` → `ConfigTable.commit`, which writes to the `ChangeFile` and publishes the
/// snapshot → telemetry → the caller's `Result`.
package io.elixirscope.foundation.config;
