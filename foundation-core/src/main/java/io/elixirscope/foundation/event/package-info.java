/// Events: what happened, in order, with its causes, and the stores that keep it.
///
/// An event is immutable and identified by its source and id. A store gives it a position, gapless and in
/// commit order;
/// what can be seen
/// is durable at the store's level, and a store never edits what it was given. Queries, a blocking read
/// from a position
/// and live
/// subscriptions all give stored events in the order of their positions.
///
/// The store in memory is bounded by events, bytes and age; the journal on disk is in the package
/// `event.journal`.
package io.elixirscope.foundation.event;
