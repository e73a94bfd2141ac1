package io.elixirscope.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FoundationSmokeTest {

    @Test
    void acceptsTheRunningJdk() {
        assertThat(FoundationVersion.refusal(Runtime.version())).isEmpty();
    }
}
