package io.elixirscope.foundation.telemetry;

/// How long a failing handler stays out, and how its failure is described: static and pure.
final class QuarantineLogic {
    static final long FIRST_NANOS = 1_000_000_000L;
    static final long LONGEST_NANOS = 60 * FIRST_NANOS;
    private static final int MAX_TEXT = 200;

    private QuarantineLogic() {}

    /// The next stay: twice the last one, at most a minute; the first one again when the handler has since
    /// worked for longer than the last stay.
    ///
    /// @param lastNanos length of the last stay; 0 if there was none
    /// @param workedNanos time from its end to the failure
    static long stayNanos(long lastNanos, long workedNanos) {
        if (lastNanos == 0 || workedNanos > lastNanos) {
            return FIRST_NANOS;
        }
        return Math.min(lastNanos * 2, LONGEST_NANOS);
    }

    /// Type and message in at most 200 characters; never throws, whatever the throwable's own methods do.
    static String describe(Throwable thrown) {
        String type = thrown.getClass().getName();
        String text;
        try {
            String message = thrown.getMessage();
            text = message == null ? type : type + ": " + message;
        } catch (Throwable _) {
            text = type + ": (its message cannot be read)";
        }
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
    }
}
