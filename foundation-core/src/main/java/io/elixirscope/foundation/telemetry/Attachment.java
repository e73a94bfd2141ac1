package io.elixirscope.foundation.telemetry;

import java.util.List;

/// A handler's place in a [Telemetry]. Thread-safe.
public interface Attachment extends AutoCloseable {

    /// The id given when it was attached.
    ///
    /// @return unique among the attached handlers of one telemetry
    String handlerId();

    /// What it listens to.
    ///
    /// @return names of events and prefixes ending in `*`, in the order given
    List<String> names();

    /// Detaches this very handler, as [Telemetry#detach] does; a later handler of the same id is not touched.
    /// No effect the second time. Does not block.
    @Override
    void close();
}
