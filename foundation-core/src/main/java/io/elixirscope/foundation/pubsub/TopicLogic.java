package io.elixirscope.foundation.pubsub;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rules of topics: static and pure.
final class TopicLogic {
    static final int LONGEST = 128;

    private static final String RULE = "a topic is 1-128 printable ASCII characters without space and *, in segments"
            + " separated by dots, none of them empty";

    private TopicLogic() {}

    /// Why nothing can be published under this text; null if it can.
    static @Nullable String problem(String topic) {
        return isTopic(topic, topic.length()) ? null : RULE;
    }

    /// Why nobody can subscribe to this text; null if one can.
    static @Nullable String patternProblem(String pattern) {
        int length = pattern.length();
        boolean good = isPrefix(pattern)
                ? length <= LONGEST
                        && (length == 1 || (pattern.charAt(length - 2) == '.' && isTopic(pattern, length - 2)))
                : isTopic(pattern, length);
        return good ? null : RULE + "; all topics below one are written as orders.*, all topics as *";
    }

    /// Whether it stands for all topics that begin with its [#stem(String)].
    static boolean isPrefix(String pattern) {
        return pattern.endsWith("*");
    }

    /// `orders.` of `orders.*`, the empty text of `*`.
    static String stem(String pattern) {
        return pattern.substring(0, pattern.length() - 1);
    }

    /// The stems of all prefixes that a topic is under, the shortest first: the empty text and
    /// `orders.` for `orders.placed`.
    static List<String> stems(String topic) {
        List<String> stems = new ArrayList<>();
        stems.add("");
        for (int dot = topic.indexOf('.'); dot >= 0; dot = topic.indexOf('.', dot + 1)) {
            stems.add(topic.substring(0, dot + 1));
        }
        return List.copyOf(stems);
    }

    private static boolean isTopic(String text, int length) {
        if (length == 0 || length > LONGEST) {
            return false;
        }
        char before = '.';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || c == '*' || (c == '.' && before == '.')) {
                return false;
            }
            before = c;
        }
        return before != '.';
    }
}
