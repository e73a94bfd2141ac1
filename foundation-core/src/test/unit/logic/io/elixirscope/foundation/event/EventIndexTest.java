package io.elixirscope.foundation.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EventIndexTest {
    private final EventIndex index = new EventIndex(IndexedKey.TYPE);

    private List<Long> chain(long key, long first) {
        List<Long> found = new ArrayList<>();
        PositionChain chain = new PositionChain(index, key);
        for (long position = chain.next(); position >= first && position != 0; position = chain.next()) {
            found.add(position);
        }
        return found;
    }

    @Test
    void chainsPositionsNewestFirst() {
        index.add(7, 1, 1);
        index.add(8, 2, 1);
        index.add(0, 3, 1);
        index.add(7, 4, 1);
        assertThat(chain(7, 1)).containsExactly(4L, 1L);
        assertThat(chain(8, 1)).containsExactly(2L);
        assertThat(chain(9, 1)).isEmpty();
    }

    @Test
    void answersLikeAMapWhileItGrowsAndForgets() {
        Random random = new Random(1);
        Map<Long, List<Long>> model = new HashMap<>();
        long first = 1;
        for (long position = 1; position <= 60_000; position++) {
            long key = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(20_000);
            index.add(key, position, first);
            if (key != 0) {
                model.computeIfAbsent(key, _ -> new ArrayList<>()).addFirst(position);
            }
            if (position % 5_000 == 0) {
                first = position - 8_000 > 0 ? position - 8_000 : 1;
                index.dropBefore(first);
            }
        }
        long oldest = first;
        for (long key = 1; key <= 20_000; key++) {
            List<Long> expected = model.getOrDefault(key, List.of()).stream()
                    .filter(position -> position >= oldest)
                    .toList();
            assertThat(chain(key, oldest)).isEqualTo(expected);
        }
    }

    @Test
    void beginsAtAnyPosition() {
        index.add(0, 10_000, 10_000);
        index.add(5, 10_001, 10_000);
        assertThat(chain(5, 10_000)).containsExactly(10_001L);
    }
}
