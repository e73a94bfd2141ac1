package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.server.Stage;
import org.junit.jupiter.api.Test;

class IntrospectionSnippetsSmokeTest {
    @Test
    void theExampleRuns() {
        try (var stage = Stage.system()) {
            assertThat(IntrospectionSnippets.look(stage.runtime))
                    .startsWith("SUSPENDED")
                    .contains("sold", "3", "•••")
                    .doesNotContain("4711");
        }
    }
}
