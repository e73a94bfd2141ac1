package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.elixirscope.foundation.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Records whose own code fails in ways that no rule foresees.
class OddRecordTest {
    record App(Part part) {}

    record Part(int how) implements Checked {
        Part {
            switch (how) {
                case 1 -> throw new NullPointerException("of the application");
                case 2 -> endless(0);
                case 3 -> throw new Mute();
                case 4 -> throw new IllegalArgumentException();
                default -> {}
            }
        }

        private static int endless(int depth) {
            return depth < 0 ? 0 : endless(depth + 1) + 1;
        }

        @Override
        public List<String> violations() {
            if (how == 5) {
                throw new IllegalStateException("broken rule");
            }
            return how == 6 ? null : how == 7 ? Arrays.asList((String) null) : List.of();
        }
    }

    @SuppressWarnings("serial")
    static final class Mute extends RuntimeException {
        @Override
        public String getMessage() {
            throw new UnsupportedOperationException();
        }
    }

    static Stream<Arguments> odd() {
        return Stream.of(
                argumentSet("null pointer", 1, "part: the record Part threw java.lang.NullPointerException: of the"),
                argumentSet("stack", 2, "part: the record Part threw java.lang.StackOverflowError"),
                argumentSet("mute", 3, "Mute, whose message cannot be had"),
                argumentSet("no words", 4, "java.lang.IllegalArgumentException"),
                argumentSet("rules throw", 5, "the record Part threw java.lang.IllegalStateException: broken rule"),
                argumentSet("no rules", 6, "the record Part threw java.lang.NullPointerException"),
                argumentSet("a rule without words", 7, "the record Part has a rule without words"));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void becomesAProblemWithThePlaceOfTheRecord(int how, String told) {
        var schema = ConfigSchema.of(App.class, null);
        var layer = Layers.arguments(Map.of("part.how", Value.of(how)), schema);

        assertThat(ConfigValidator.checkLayers(schema, List.of(Layers.defaults(schema), layer)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("part");
                    assertThat(problem.message()).contains(told);
                    assertThat(problem.at().text()).isEqualTo("part.how=" + how);
                });
    }
}
