package io.elixirscope.foundation.server;

import java.util.Set;

/// What a thread's state and stack say. Pure.
final class WatchdogLogic {
    private static final int SHOWN_FRAMES = 12;
    /// Where a virtual thread is while no processor carries it.
    private static final Set<String> OFF_ITS_CARRIER =
            Set.of("java.lang.VirtualThread", "jdk.internal.vm.Continuation");

    private WatchdogLogic() {}

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
