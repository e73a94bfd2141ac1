package io.elixirscope.foundation.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecentIdsTest {

    @Nested
    class Add {

        @Test
        void takesAnIdOnce() {
            var ids = new RecentIds(4);
            assertThat(ids.add(0)).isTrue();
            assertThat(ids.add(0)).isFalse();
        }

        @Test
        void forgetsTheOldestOnly() {
            var ids = new RecentIds(2);
            ids.add(1);
            ids.add(2);
            ids.add(3);
            assertThat(ids.add(2)).isFalse();
            assertThat(ids.add(3)).isFalse();
            assertThat(ids.add(1)).isTrue();
        }

        @Test
        void agreesWithAModel() {
            for (int seed = 0; seed < 50; seed++) {
                var random = new Random(seed);
                int capacity = 1 + random.nextInt(40);
                var ids = new RecentIds(capacity);
                Set<Long> model = new LinkedHashSet<>();
                for (int step = 0; step < 2_000; step++) {
                    long id = random.nextInt(60);
                    boolean isNew = model.add(id);
                    if (model.size() > capacity) {
                        model.remove(model.iterator().next());
                    }
                    assertThat(ids.add(id)).as("seed %d step %d", seed, step).isEqualTo(isNew);
                }
            }
        }
    }
}
