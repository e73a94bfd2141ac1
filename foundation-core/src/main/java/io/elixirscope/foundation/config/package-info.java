/// Configuration: an application's record, filled from layers, validated whole and changed while running.
///
/// Layers, lowest first: defaults, files, environment, system properties, arguments, run-time changes. A change
/// set is applied whole or
/// not at all and all problems come back at once. Each effective change is a version that can be read, compared
/// and rolled back to.
///
/// Reading the current settings is one volatile read. Secrets are kept as references and fingerprints and leave
/// through nothing that
/// prints.
package io.elixirscope.foundation.config;
