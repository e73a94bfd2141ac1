package io.elixirscope.foundation.server;

import java.time.Duration;
import java.util.Set;

/// What a thread's state and stack say. Pure.
final class WatchdogLogic {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int MOST_DOUBLINGS = 4;
    private static final int SHOWN_FRAMES = 12;
    /// Where a virtual thread is while no processor carries it.
    private static final Set<String> OFF_ITS_CARRIER =
            Set.of("java.lang.VirtualThread", "jdk.internal.vm.Continuation");

    private WatchdogLogic() {}

    /// The time between two looks, of which the last `quiet` showed only handlers that wait: 500 ms, doubled up to 8 s.
    static Duration untilNextLook(int quiet) {
        return BETWEEN_LOOKS.multipliedBy(1L << Math.min(quiet, MOST_DOUBLINGS));
    }

    /// Whether the code of the stack is being run: not waiting, and not waiting for a processor either, which a
    /// virtual thread does with the stack of the wait that is over.
    static boolean runs(Thread.State state, StackTraceElement[] stack) {
        return state == Thread.State.RUNNABLE && stack.length > 0 && !OFF_ITS_CARRIER.contains(stack[0].getClassName());
    }

    /// The upper part of a stack, the innermost call first, on one line.
    static String text(StackTraceElement[] stack) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(stack.length, SHOWN_FRAMES); i++) {
            text.append(i == 0 ? "" : " < ").append(stack[i]);
        }
        return text.toString();
    }
}
