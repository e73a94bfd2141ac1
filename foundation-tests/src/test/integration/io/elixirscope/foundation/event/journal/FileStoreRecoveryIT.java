package io.elixirscope.foundation.event.journal;

import static io.elixirscope.foundation.event.EventSamples.events;
import static io.elixirscope.foundation.event.EventSamples.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Opening after the file was cut, damaged or left unfinished.
final class FileStoreRecoveryIT {
    private static final String FIRST_SEGMENT = "0000000000000000001.events";

    @TempDir
    Path temp;

    private StoreDirectory directory;

    @BeforeEach
    void lookAtDirectory() {
        directory = new StoreDirectory(temp);
    }

    private byte[] segmentOf(List<Event> single, List<Event> batch) {
        try (FileEventStore store = directory.open()) {
            single.forEach(event -> store.append(event).orElseThrow());
            store.appendAll(batch).orElseThrow();
        }
        return StoreDirectory.read(directory.file(FIRST_SEGMENT));
    }

    @Test
    void findsEverythingAgain() {
        segmentOf(numbered(1, 50), numbered(51, 60));
        try (FileEventStore store = directory.open()) {
            assertThat(events(store)).isEqualTo(numbered(1, 60));
            assertThat(store.get("e-33").orElseThrow().position()).isEqualTo(33);
            assertThat(store.append(numbered(7)).orElseThrow().duplicate()).isTrue();
            assertThat(store.append(numbered(61)).orElseThrow().position()).isEqualTo(61);
        }
    }

    @Test
    void opensAfterACutAtEveryByte() {
        byte[] whole = segmentOf(numbered(1, 3), numbered(4, 6));
        List<Integer> ends = frameEnds(whole);
        for (int length = ends.getFirst(); length < whole.length; length++) {
            int kept = length < ends.get(1) ? 1 : length < ends.get(2) ? 2 : 3;
            StoreDirectory.write(directory.file(FIRST_SEGMENT), Arrays.copyOf(whole, length));
            try (FileEventStore store = directory.open()) {
                int torn = length - ends.get(kept - 1);
                assertThat(events(store)).as("cut at %d", length).isEqualTo(numbered(1, kept));
                assertThat(store.stats().tornBytes()).isEqualTo(torn);
                assertThat(store.append(numbered(kept + 1)).orElseThrow().position())
                        .isEqualTo(kept + 1);
            }
            try (FileEventStore store = directory.open()) {
                assertThat(events(store)).isEqualTo(numbered(1, kept + 1));
            }
        }
    }

    /// Where each frame ends, the first being that of position 1.
    private static List<Integer> frameEnds(byte[] segment) {
        List<Integer> ends = new ArrayList<>();
        for (int at = SegmentHeader.SIZE; at < segment.length; ) {
            at += Frame.size(segment, at, segment.length - at);
            ends.add(at);
        }
        return ends;
    }

    @Test
    void setsAsideWhatItCuts() {
        byte[] whole = segmentOf(numbered(1, 3), List.of());
        int end = frameEnds(whole).get(1);
        StoreDirectory.write(directory.file(FIRST_SEGMENT), Arrays.copyOf(whole, whole.length - 5));
        try (FileEventStore store = directory.open()) {
            assertThat(store.health().status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(store.health().details()).containsEntry("tornBytes", Value.of(whole.length - 5 - end));
        }
        assertThat(StoreDirectory.read(directory.file("torn-3.bin")))
                .isEqualTo(Arrays.copyOfRange(whole, end, whole.length - 5));
    }

    @Test
    void keepsWhatWasSetAsideBefore() {
        byte[] whole = segmentOf(numbered(1, 3), List.of());
        for (int i = 0; i < 2; i++) {
            StoreDirectory.write(directory.file(FIRST_SEGMENT), Arrays.copyOf(whole, whole.length - 5));
            directory.open().close();
        }
        assertThat(directory.files("torn-", ".bin")).hasSize(2);
    }

    @Test
    void takesZerosBehindTheEndForUnfinished() {
        byte[] whole = segmentOf(numbered(1, 3), List.of());
        StoreDirectory.write(directory.file(FIRST_SEGMENT), Arrays.copyOf(whole, whole.length + 10_000));
        try (FileEventStore store = directory.open()) {
            assertThat(events(store)).isEqualTo(numbered(1, 3));
            assertThat(store.stats().tornBytes()).isEqualTo(10_000);
        }
    }

    @Test
    void neverDecodesADamagedByte() {
        byte[] whole = segmentOf(numbered(1, 3), List.of());
        int lastFrame = frameEnds(whole).get(1);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            StoreDirectory.write(directory.file(FIRST_SEGMENT), damaged);
            Result<FileEventStore> opened = directory.tryOpen();
            if (at < lastFrame) {
                assertThat(opened)
                        .as("byte %d", at)
                        .isInstanceOfSatisfying(
                                Result.Err.class,
                                failed -> assertThat(failed.error().type())
                                        .isEqualTo(FoundationErrorType.DATA_CORRUPTION));
                assertThat(StoreDirectory.read(directory.file(FIRST_SEGMENT))).isEqualTo(damaged);
            } else {
                try (FileEventStore store = opened.orElseThrow()) {
                    assertThat(events(store)).as("byte %d", at).isEqualTo(numbered(1, 2));
                }
            }
        }
    }

    @Test
    void namesThePlaceOfDamage() {
        byte[] whole = segmentOf(numbered(1, 3), List.of());
        int second = frameEnds(whole).getFirst();
        whole[second + 40] ^= 1;
        StoreDirectory.write(directory.file(FIRST_SEGMENT), whole);
        FoundationError error = directory.refusal();
        assertThat(error.type()).isEqualTo(FoundationErrorType.DATA_CORRUPTION);
        assertThat(error.message()).contains(FIRST_SEGMENT, "byte " + second, "position 2", "position 3 follows");
        assertThat(error.context()).containsEntry("offset", Value.of(second)).containsEntry("position", Value.of(2));
    }

    @Test
    void refusesFramesInTheWrongOrder() {
        byte[] whole = segmentOf(numbered(1, 3), List.of());
        List<Integer> ends = frameEnds(whole);
        byte[] swapped = whole.clone();
        System.arraycopy(whole, ends.get(1), swapped, ends.getFirst(), ends.get(2) - ends.get(1));
        StoreDirectory.write(directory.file(FIRST_SEGMENT), swapped);
        assertThat(directory.refusal().type()).isEqualTo(FoundationErrorType.DATA_CORRUPTION);
    }

    @Test
    void refusesAnUnfinishedSegmentThatIsNotTheNewest() {
        try (FileEventStore store = directory.open(4_096)) {
            numbered(1, 200).forEach(event -> store.append(event).orElseThrow());
        }
        Path first = directory.segments().getFirst();
        byte[] whole = StoreDirectory.read(first);
        StoreDirectory.write(first, Arrays.copyOf(whole, whole.length - 1));
        assertThat(directory.refusal().message()).contains("not whole");
        StoreDirectory.write(first, whole);
        directory.open(4_096).close();
    }

    @Test
    void refusesAMissingSegment() throws IOException {
        try (FileEventStore store = directory.open(4_096)) {
            numbered(1, 300).forEach(event -> store.append(event).orElseThrow());
        }
        List<Path> segments = directory.segments();
        assertThat(segments).hasSizeGreaterThan(3);
        Path hidden = directory.file("hidden");
        for (Path victim : segments.subList(0, 3)) {
            Files.move(victim, hidden);
            assertThat(directory.refusal().type()).isEqualTo(FoundationErrorType.DATA_CORRUPTION);
            Files.move(hidden, victim);
        }
        try (FileEventStore store = directory.open(4_096)) {
            assertThat(events(store)).isEqualTo(numbered(1, 300));
        }
    }

    @Test
    void remembersWhatWasPruned() {
        try (FileEventStore store = directory.open(4_096)) {
            numbered(1, 300).forEach(event -> store.append(event).orElseThrow());
            int before = directory.segments().size();
            store.pruneTo(25).orElseThrow();
            assertThat(directory.segments()).hasSizeLessThan(before);
        }
        try (FileEventStore store = directory.open(4_096)) {
            assertThat(events(store)).isEqualTo(numbered(276, 300));
            assertThat(store.stats().firstPosition()).isEqualTo(276);
            store.pruneTo(0).orElseThrow();
        }
        try (FileEventStore store = directory.open(4_096)) {
            assertThat(events(store)).isEmpty();
            assertThat(store.append(numbered(1)).orElseThrow().position()).isEqualTo(301);
        }
    }

    @Test
    void refusesADamagedLowWaterMark() {
        try (FileEventStore store = directory.open()) {
            store.appendAll(numbered(1, 10)).orElseThrow();
            store.pruneTo(5).orElseThrow();
        }
        byte[] mark = StoreDirectory.read(directory.file("low-water"));
        for (int at = 0; at < mark.length; at++) {
            byte[] damaged = mark.clone();
            damaged[at] ^= 1;
            StoreDirectory.write(directory.file("low-water"), damaged);
            assertThat(directory.refusal().message()).contains("low-water");
        }
        StoreDirectory.write(directory.file("low-water"), mark);
        directory.open().close();
    }
}
