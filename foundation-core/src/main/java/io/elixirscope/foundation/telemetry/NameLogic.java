package io.elixirscope.foundation.telemetry;

/// Rules of event names and prefixes: static and pure.
final class NameLogic {
    static final int MAX_LENGTH = 128;

    private NameLogic() {}

    /// 1-128 characters of `a-z 0-9 _ .`
    static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && allAllowed(text, text.length());
    }

    /// A name, or a name with a final `.*`, or `*`.
    static boolean isPattern(String text) {
        if (!text.endsWith("*")) {
            return isName(text);
        }
        int stem = text.length() - 1;
        return text.length() <= MAX_LENGTH && (stem == 0 || text.charAt(stem - 1) == '.') && allAllowed(text, stem);
    }

    static boolean isPrefix(String pattern) {
        return pattern.endsWith("*");
    }

    static boolean matches(String pattern, String name) {
        return isPrefix(pattern) ? name.regionMatches(0, pattern, 0, pattern.length() - 1) : pattern.equals(name);
    }

    static String checkedName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "event name must be 1-128 characters of a-z 0-9 _ . , was \"" + bounded(name) + "\"");
        }
        return name;
    }

    static String checkedPattern(String pattern) {
        if (!isPattern(pattern)) {
            throw new IllegalArgumentException(
                    "must be an event name, or a prefix ending in .* , was \"" + bounded(pattern) + "\"");
        }
        return pattern;
    }

    static String checkedId(String handlerId) {
        if (handlerId.isBlank() || handlerId.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "handler id must be 1-128 characters, not blank, was \"" + bounded(handlerId) + "\"");
        }
        return handlerId;
    }

    static String bounded(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }

    private static boolean allAllowed(String text, int length) {
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            boolean digit = c >= '0' && c <= '9';
            if (!letter && !digit && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }
}
