package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Stage;
import org.junit.jupiter.api.Test;

class SupervisionSnippetsSmokeTest {
    @Test
    void theExampleReplacesAChild() {
        try (var stage = Stage.system()) {
            var old = Probe.server("prices");
            var shop = Supervisor.named("shop").child(old).build();
            var children = stage.start(shop).children(shop);
            assertThat(SupervisionSnippets.replace(children, old, Probe.server("prices")))
                    .isEqualTo(Result.ok(Done.DONE));
            assertThat(children.counts()).isEqualTo(new ChildCounts(1, 1, 0, 1));
        }
    }
}
