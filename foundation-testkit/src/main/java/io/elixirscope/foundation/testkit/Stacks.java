package io.elixirscope.foundation.testkit;

/// Stacks as text, without the frames of this kit that only carry others.
final class Stacks {
    private static final String OWN = Stacks.class.getPackageName() + ".";

    private Stacks() {}

    /// A thread's name, state and stack.
    static String of(Thread thread, int most) {
        var text = new StringBuilder("thread \"")
                .append(thread.getName())
                .append("\" (")
                .append(thread.getState())
                .append(")\n");
        append(text, thread.getStackTrace(), most);
        return text.toString();
    }

    /// One line a frame, the innermost first.
    static void append(StringBuilder text, StackTraceElement[] stack, int most) {
        int shown = 0;
        for (StackTraceElement frame : stack) {
            if (!isCarrier(frame.getClassName()) && shown++ < most) {
                text.append("    at ").append(frame).append('\n');
            }
        }
    }

    private static boolean isCarrier(String type) {
        return type.startsWith("java.lang.VirtualThread")
                || type.startsWith("java.lang.Thread")
                || type.startsWith("java.util.concurrent.locks.LockSupport")
                || type.startsWith("jdk.internal.")
                || type.startsWith("org.junit.")
                || type.startsWith(OWN + "BatonScheduler")
                || type.startsWith(OWN + "ManualScheduler")
                || type.startsWith(OWN + "Activity")
                || type.startsWith(OWN + "ThreadLedger");
    }
}
