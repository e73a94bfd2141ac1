package io.elixirscope.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnippetsSmokeTest {
    @Test
    void theExampleOfTheRootRuns() {
        assertThat(Snippets.reserveTwo()).isEqualTo(8);
    }
}
