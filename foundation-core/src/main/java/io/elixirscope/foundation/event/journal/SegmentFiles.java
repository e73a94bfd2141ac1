package io.elixirscope.foundation.event.journal;

import java.io.IOException;
import java.nio.file.Path;

/// Opens existing files.
@FunctionalInterface
interface SegmentFiles {
    SegmentFile open(Path path) throws IOException;
}
