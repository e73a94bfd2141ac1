package io.elixirscope.foundation.error;

import java.util.List;

/// Where an error is made.
final class Stacks {
    /// Frames that are kept.
    static final int MAX = 16;

    private static final String OURS = Stacks.class.getPackageName() + ".";

    private Stacks() {}

    /// The newest frames of the caller's stack, without those that made the error. Cost: some microseconds.
    static List<String> here() {
        return StackWalker.getInstance()
                .walk(frames -> frames.dropWhile(frame -> frame.getClassName().startsWith(OURS))
                        .limit(MAX)
                        .map(frame -> frame.toStackTraceElement().toString())
                        .toList());
    }
}
