package io.elixirscope.foundation.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameLogicTest {

    @Nested
    class Names {

        @ParameterizedTest
        @ValueSource(strings = {"a", "elixir_scope.config.update", "0.1", "_"})
        void accepts(String name) {
            assertThat(NameLogic.isName(name)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "A", "a b", "a*", "ä", "a-b"})
        void refuses(String name) {
            assertThat(NameLogic.isName(name)).isFalse();
        }

        @Test
        void endAt128Characters() {
            assertThat(NameLogic.isName("a".repeat(128))).isTrue();
            assertThat(NameLogic.isName("a".repeat(129))).isFalse();
        }

        @Test
        void areBoundedInTheComplaint() {
            assertThatThrownBy(() -> NameLogic.checkedName("A".repeat(10_000)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1-128")
                    .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(250));
        }
    }

    @Nested
    class Patterns {

        @ParameterizedTest
        @ValueSource(strings = {"a.b", "a.*", "*", "a.b.*"})
        void accepts(String pattern) {
            assertThat(NameLogic.isPattern(pattern)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a*", "a.**", "*.a", "A.*"})
        void refuses(String pattern) {
            assertThat(NameLogic.isPattern(pattern)).isFalse();
        }

        @ParameterizedTest
        @CsvSource({
            "a.b, a.b, true",
            "a.b, a.bc, false",
            "a.*, a.b, true",
            "a.*, a.b.c, true",
            "a.*, a, false",
            "a.*, ab.c, false",
            "*, anything, true",
        })
        void match(String pattern, String name, boolean matches) {
            assertThat(NameLogic.matches(pattern, name)).isEqualTo(matches);
        }
    }
}
