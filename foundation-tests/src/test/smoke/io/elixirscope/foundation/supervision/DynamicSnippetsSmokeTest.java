package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Stage;
import org.junit.jupiter.api.Test;

class DynamicSnippetsSmokeTest {
    @Test
    void theExampleRuns() {
        try (var stage = Stage.system()) {
            assertThat(DynamicSnippets.visit(stage.runtime, "ada")).isEqualTo(Result.ok(1));
        }
    }
}
