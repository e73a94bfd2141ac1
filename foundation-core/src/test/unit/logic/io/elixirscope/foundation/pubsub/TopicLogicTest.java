package io.elixirscope.foundation.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TopicLogicTest {
    @Test
    void aTopicIsUnderEachOfItsPrefixes() {
        assertThat(TopicLogic.stems("orders.eu.placed")).containsExactly("", "orders.", "orders.eu.");
        assertThat(TopicLogic.stems("orders")).containsExactly("");
    }

    @Test
    void theStemOfAPrefixIsOneOfThem() {
        assertThat(TopicLogic.stem("orders.eu.*")).isEqualTo("orders.eu.");
        assertThat(TopicLogic.stem("*")).isEmpty();
    }

    @Test
    void aPrefixIsForSubscribersOnly() {
        assertThat(TopicText.of("orders.*").patternProblem()).isNull();
        assertThat(TopicText.of("orders.*").problem()).startsWith("a topic is 1-128 printable");
        assertThat(TopicText.of("orders").problem()).isNull();
        assertThat(TopicText.of("a b").patternProblem()).contains("written as orders.*");
    }
}
