/// Errors as values: results, the catalogue of error types, and the context in which something went wrong.
///
/// An operation that can fail in a foreseen way returns a `Result`; wrong arguments at set-up throw at once; a
/// bug in a handler crashes that incarnation of its server. An error is a value with a code such as `D201`, an
/// id and its context; making one emits nothing. It *occurs* once, at a boundary, and the boundary reports it.
///
/// The context rides a scoped value and carries operation and correlation ids, the deadline, metadata and a
/// bounded trail of breadcrumbs. Everything here is immutable and does no input or output.
package io.elixirscope.foundation.error;
