package io.elixirscope.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FoundationVersionTest {

    @Nested
    class Refusal {

        @ParameterizedTest
        @ValueSource(strings = {"17.0.15", "24.0.2", "25", "25.0.2"})
        void namesTheVersionAndTheReason(String jdk) {
            assertThat(FoundationVersion.refusal(Runtime.Version.parse(jdk)))
                    .hasValueSatisfying(
                            reason -> assertThat(reason).contains("25.0.3", "this is " + jdk, "JDK-8369227"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"25.0.3", "25.0.3+9-LTS", "25.1", "26-ea"})
        void isEmptyForAJdkThatWillDo(String jdk) {
            assertThat(FoundationVersion.refusal(Runtime.Version.parse(jdk))).isEmpty();
        }

        @Test
        void isEmptyForTheRunningJdk() {
            assertThat(FoundationVersion.refusal(Runtime.version())).isEmpty();
        }
    }

    @Test
    void textIsTheVersionOfTheBuild() {
        assertThat(FoundationVersion.TEXT).isEqualTo(System.getProperty("project.version"));
    }
}
