package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceWatchTest {
    private String content = "1";
    private final ConfigSource source = new ConfigSource() {
        @Override
        public String name() {
            return "app.yaml";
        }

        @Override
        public ConfigReading read() {
            return new ConfigReading(List.of(), List.of());
        }

        @Override
        public Optional<String> stamp() {
            if (content.isEmpty()) {
                throw new IllegalStateException("a source with a bug");
            }
            return Optional.of(content);
        }
    };
    private final ConfigSources sources = new ConfigSources(AppConfig.schema(), List.of(source), List.of());
    private final SourceWatch watch = new SourceWatch(sources, sources.read());

    @Test
    void seesNothingWhereNothingChanged() {
        assertThat(watch.look()).isEmpty();
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void waitsUntilTwoLooksHaveSeenTheSame() {
        content = "2, half";
        assertThat(watch.look()).isEmpty();
        content = "2";
        assertThat(watch.look()).isEmpty();
        assertThat(watch.look()).containsExactly("app.yaml");
    }

    @Test
    void missesNothingThatIsTakenBackMeanwhile() {
        content = "2";
        watch.look();
        content = "1";
        assertThat(watch.look()).isEmpty();
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void tellsAgainUntilItWasJudged() {
        content = "2";
        watch.look();
        assertThat(watch.look()).isNotEmpty();
        assertThat(watch.look()).isNotEmpty();
        watch.judged(sources.read(), null);
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void takesAThrowingSourceForAChangedOne() {
        content = "";
        watch.look();
        assertThat(watch.look()).containsExactly("app.yaml");
    }
}
