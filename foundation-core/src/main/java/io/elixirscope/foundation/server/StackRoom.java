package io.elixirscope.foundation.server;

/// Whether the current thread's stack suffices to start or wake a thread. To run out of it inside the JDK's own
/// scheduler may leave that in disorder for all threads of the process; so the engine asks first.
final class StackRoom {
    private static final int FRAMES = 160;

    private StackRoom() {}

    /// Throws [StackOverflowError] if there is too little.
    static void need() {
        if (down(FRAMES, 1, 2, 3, 4, 5, 6) == 0) {
            throw new IllegalStateException("the sum of positive numbers is positive");
        }
    }

    private static long down(int left, long a, long b, long c, long d, long e, long f) {
        return left == 0 ? a + b + c + d + e + f : down(left - 1, b + 1, c + 1, d + 1, e + 1, f + 1, a + 1) | 1;
    }
}
