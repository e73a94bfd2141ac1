package io.elixirscope.foundation.pubsub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text of a topic or prefix, looked at once. Immutable.
///
/// @param text what it is
/// @param patternProblem why nobody can subscribe to it; null if one can
/// @param problem why nothing can be published under it; null if it can
/// @param stems the stems of the prefixes it is under, the shortest first
record TopicText(
        String text,
        @Nullable String patternProblem,
        @Nullable String problem,
        List<String> stems) {

    static TopicText of(String text) {
        String problem = TopicLogic.problem(text);
        return new TopicText(
                text, TopicLogic.patternProblem(text), problem, problem == null ? TopicLogic.stems(text) : List.of());
    }
}
