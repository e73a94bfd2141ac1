package io.elixirscope.foundation.event.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.event.EventSamples;
import io.elixirscope.foundation.event.StoredEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed while four of its threads append.
final class FileStoreCrashIT {
    private static final int ROUNDS = 4;
    private static final int ACKNOWLEDGED_A_ROUND = 1_500;

    @TempDir
    Path temp;

    @Test
    void losesNothingThatWasAcknowledged() throws IOException, InterruptedException {
        Map<Long, String> acknowledged = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            killWhileAppending("r" + round, acknowledged, ACKNOWLEDGED_A_ROUND + 377 * round);
            List<StoredEvent> found;
            try (FileEventStore store = new StoreDirectory(temp).open()) {
                found = EventSamples.all(store);
            }
            assertThat(found.stream().map(StoredEvent::position))
                    .isEqualTo(LongStream.rangeClosed(1, found.size()).boxed().toList());
            acknowledged.forEach((position, id) ->
                    assertThat(found.get((int) (position - 1)).event().id()).isEqualTo(id));
            assertThat(found.size() - acknowledged.size()).isBetween(0, 5 * (round + 1));
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * ACKNOWLEDGED_A_ROUND);
    }

    /// Reads every whole line that the child wrote before it died; at most one more was cut short.
    private void killWhileAppending(String name, Map<Long, String> acknowledged, int enough)
            throws IOException, InterruptedException {
        Process child = ChildStore.start(temp, name);
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            int seen = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ", -1);
                if (parts.length == 3) {
                    acknowledged.put(Long.parseLong(parts[0]), parts[1]);
                }
                if (++seen == enough) {
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
    }
}
