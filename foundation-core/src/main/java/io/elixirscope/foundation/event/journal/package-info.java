/// The journal: an event store on disk, in pre-allocated segments of checksummed frames.
///
/// Nothing acknowledged is lost: at the level `OS` through the death of the process, at `FSYNC` through
/// the loss of
/// power. One process
/// writes; others may read beside it. Files are never shortened while anybody may have them open.
///
/// Only copies and single aligned words touch mapped memory, and no application thread touches a file channel.
package io.elixirscope.foundation.event.journal;
