/// The journal: an event store in files.
///
/// Start at [io.elixirscope.foundation.event.journal.FileEventStore]. Nothing acknowledged is lost through the death of
/// the process at any instant (`OS`). One process has the directory.
///
/// A write goes `FileLog` → `FrameBuffer` → the newest `Segment`; a read `SegmentReader` → `Frame`; opening `Recovery`
/// over `FrameScanner`. The forms on disk are drawn in `SegmentHeader`, `Frame` and `LowWaterMark`. No thread reads or
/// writes through a file channel: an interrupt would close it for everybody.
package io.elixirscope.foundation.event.journal;
