/// Events: what happened, in order, with its causes, and the stores that keep it.
///
/// Start at [io.elixirscope.foundation.event.Events], which makes, appends and reads events. An
/// event is immutable and identified by its source and id. A store gives it a position, gapless and
/// in commit order; what can be seen is durable at the store's level, and a store never edits what
/// it was given.
///
/// [io.elixirscope.foundation.event.EventType] joins a type of event with a record, its schema
/// version and the upcasters of older ones.
///
/// [io.elixirscope.foundation.event.EventStore] is the contract. `MemoryEventStore` is bounded by
/// events, bytes and age; `FileEventStore`, in the package `event.journal`, survives the process.
/// Both are an `IndexedEventStore` over a log: positions, identity, indexes, queries and fencing
/// are in one place. A new index is a constant of `IndexedKey` and its use in `QueryPlan`.
///
/// Thread-safe throughout; reads do not wait for appends.
package io.elixirscope.foundation.event;
