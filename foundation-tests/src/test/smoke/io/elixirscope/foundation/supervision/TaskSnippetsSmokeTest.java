package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskSnippetsSmokeTest {
    @Test
    void examplesRunInAFoundation() {
        try (var foundation = Foundation.builder().start().orElseThrow()) {
            var tasks = foundation.tasks();
            assertThat(TaskSnippets.cheapest(tasks, shop -> Result.ok(shop.length())))
                    .isEqualTo(Result.ok(4));
            assertThat(TaskSnippets.sum(tasks, List.of("a", "bb", "ccc"), shop -> Result.ok(shop.length())))
                    .isEqualTo(6);
            assertThat(foundation.health().services().get("tasks").details()).containsKeys("running", "uptimeMillis");
        }
    }
}
