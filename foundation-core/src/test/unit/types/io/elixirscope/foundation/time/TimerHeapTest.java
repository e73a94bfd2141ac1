package io.elixirscope.foundation.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TimerHeapTest {

    @Nested
    class Order {

        @Test
        void isByDeadlineThenBySequenceUnderRandomAddsAndRemovals() {
            for (int seed = 0; seed < 200; seed++) {
                var random = new Random(seed);
                var heap = new TimerHeap();
                List<TimerHeap.Entry> model = new ArrayList<>();
                for (int step = 0; step < 300; step++) {
                    if (model.isEmpty() || random.nextInt(3) > 0) {
                        TimerHeap.Entry entry = entry(random.nextInt(20), step);
                        heap.add(entry);
                        model.add(entry);
                    } else {
                        TimerHeap.Entry gone = model.remove(random.nextInt(model.size()));
                        assertThat(heap.remove(gone)).isTrue();
                    }
                }
                model.sort(Comparator.<TimerHeap.Entry>comparingLong(entry -> entry.deadlineNanos)
                        .thenComparingLong(entry -> entry.sequence));
                assertThat(drained(heap)).as("seed %d", seed).containsExactlyElementsOf(model);
            }
        }
    }

    @Nested
    class Remove {

        @Test
        void refusesWhatIsNotInside() {
            var heap = new TimerHeap();
            TimerHeap.Entry entry = entry(1, 1);
            assertThat(heap.remove(entry)).isFalse();
            heap.add(entry);
            assertThat(heap.remove(entry)).isTrue();
            assertThat(heap.remove(entry)).isFalse();
            assertThat(heap.size()).isZero();
        }
    }

    @Nested
    class Clear {

        @Test
        void countsAndForgets() {
            var heap = new TimerHeap();
            TimerHeap.Entry entry = entry(1, 1);
            heap.add(entry);
            heap.add(entry(2, 2));
            assertThat(heap.clear()).isEqualTo(2);
            assertThat(heap.remove(entry)).isFalse();
            assertThat(heap.first()).isNull();
        }
    }

    private static TimerHeap.Entry entry(long deadline, long sequence) {
        var entry = new TimerHeap.Entry();
        entry.deadlineNanos = deadline;
        entry.sequence = sequence;
        return entry;
    }

    private static List<TimerHeap.Entry> drained(TimerHeap heap) {
        List<TimerHeap.Entry> all = new ArrayList<>();
        for (TimerHeap.Entry first = heap.first(); first != null; first = heap.first()) {
            all.add(first);
            heap.remove(first);
        }
        return all;
    }
}
