package io.elixirscope.foundation.examples.orders;

import java.nio.file.Path;

/// The demo could not be run to its end.
final class DemoFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param log says more
    DemoFailure(String problem, Path log) {
        super(problem + "; its log is " + log);
    }
}
