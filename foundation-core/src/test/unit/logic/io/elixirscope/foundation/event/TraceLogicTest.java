package io.elixirscope.foundation.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TraceLogicTest {
    private final List<StoredEvent> events = new ArrayList<>();

    private void add(String source, String id, @Nullable String cause) {
        long position = events.size() + 1;
        events.add(new StoredEvent(
                position,
                Instant.EPOCH,
                Event.builder(id, source, "t", Instant.ofEpochMilli(position * position))
                        .correlationId("op")
                        .causeId(cause)
                        .buildOrThrow()));
    }

    private void add(String id, @Nullable String cause) {
        add("/s", id, cause);
    }

    private EventTrace trace() {
        return EventTrace.of("op", events);
    }

    private static String shape(List<EventTrace.Node> nodes) {
        return nodes.stream()
                .map(node -> node.event().event().id() + (node.children().isEmpty() ? "" : shape(node.children())))
                .collect(Collectors.joining(" ", "(", ")"));
    }

    @Test
    void putsEffectsUnderTheirCauses() {
        add("a", null);
        add("b", "a");
        add("c", "a");
        add("d", "b");
        assertThat(shape(trace().roots())).isEqualTo("(a(b(d) c))");
        assertThat(trace().events()).isEqualTo(4);
        assertThat(trace().orphans()).isZero();
    }

    @Test
    void findsCausesThatCameLater() {
        add("b", "a");
        add("a", null);
        assertThat(shape(trace().roots())).isEqualTo("(a(b))");
        assertThat(trace().roots().getFirst().children().getFirst().sinceCause())
                .isEqualTo(Duration.ofMillis(-3));
    }

    @Test
    void measuresTheTimeSinceTheCause() {
        add("a", null);
        add("b", "a");
        assertThat(trace().roots().getFirst().sinceCause()).isZero();
        assertThat(trace().roots().getFirst().children().getFirst().sinceCause())
                .isEqualTo(Duration.ofMillis(3));
    }

    @Test
    void countsOrphansAndShowsThemAsRoots() {
        add("a", "elsewhere");
        add("b", "a");
        assertThat(shape(trace().roots())).isEqualTo("(a(b))");
        assertThat(trace().orphans()).isEqualTo(1);
    }

    @Test
    void cutsCyclesAtTheOldest() {
        add("x", "z");
        add("y", "x");
        add("z", "y");
        add("self", "self");
        add("tail", "y");
        EventTrace trace = trace();
        assertThat(shape(trace.roots())).isEqualTo("(x(y(z tail)) self)");
        assertThat(trace.cycles()).isEqualTo(2);
        assertThat(trace.orphans()).isZero();
    }

    @Test
    void prefersTheCauseOfTheSameSource() {
        add("/one", "a", null);
        add("/two", "a", null);
        add("/two", "b", "a");
        assertThat(shape(trace().roots())).isEqualTo("(a a(b))");
    }

    @Test
    void takesNoCauseOfSeveralForeignOnes() {
        add("/one", "a", null);
        add("/two", "a", null);
        add("/three", "b", "a");
        assertThat(shape(trace().roots())).isEqualTo("(a a b)");
        assertThat(trace().orphans()).isEqualTo(1);
    }

    @Test
    void takesTheOnlyForeignCause() {
        add("/one", "a", null);
        add("/two", "b", "a");
        assertThat(shape(trace().roots())).isEqualTo("(a(b))");
    }

    @Test
    void holdsEveryEventOnceWhateverTheCauses() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            events.clear();
            int size = 1 + random.nextInt(40);
            for (int i = 0; i < size; i++) {
                add("e" + i, random.nextInt(4) == 0 ? null : "e" + random.nextInt(size + 2));
            }
            List<Long> seen = new ArrayList<>();
            List<EventTrace.Node> open = new ArrayList<>(trace().roots());
            while (!open.isEmpty()) {
                EventTrace.Node node = open.removeLast();
                seen.add(node.event().position());
                open.addAll(node.children());
            }
            assertThat(seen).hasSize(size).doesNotHaveDuplicates();
        }
    }

    @Test
    void comparesAndNamesDeepTracesWithoutRecursion() {
        add("e0", null);
        for (int i = 1; i < 20_000; i++) {
            add("e" + i, "e" + (i - 1));
        }
        EventTrace one = trace();
        assertThat(one.equals(trace())).isTrue();
        assertThat(one.hashCode()).isEqualTo(trace().hashCode());
        assertThat(one.toString()).contains("1 children");
    }
}
