package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.event.Appended;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts what became of the lines, acknowledges, and reports the first rejected ones. Thread-safe.
final class ImportAccount {

    private static final int SHOWN_REJECTIONS = 20;

    private final Object lock = new Object();
    private final Output output;
    private final boolean ack;
    private final Progress progress;
    private long imported;
    private long duplicates;
    private long rejected;

    ImportAccount(Output output, boolean ack, Progress progress) {
        this.output = output;
        this.ack = ack;
        this.progress = progress;
    }

    void appended(List<Event> events, List<Appended> answers) {
        synchronized (lock) {
            for (var i = 0; i < events.size(); i++) {
                var answer = answers.get(i);
                imported += answer.duplicate() ? 0 : 1;
                duplicates += answer.duplicate() ? 1 : 0;
                if (ack) {
                    acknowledge(answer.position(), events.get(i).id());
                }
            }
            if (ack) {
                output.flush();
            }
            progress.show(imported + duplicates + rejected);
        }
    }

    private void acknowledge(long position, String id) {
        output.line("{\"position\":" + position + ",\"id\":" + JsonText.write(Value.of(id)) + "}");
    }

    void rejected(FoundationError error) {
        synchronized (lock) {
            rejected++;
            if (rejected <= SHOWN_REJECTIONS) {
                progress.clear();
                output.say(RejectedLine.text(error));
            }
        }
    }

    /// Whether there were lines, and none of them is stored.
    boolean allRejected() {
        synchronized (lock) {
            return rejected > 0 && imported + duplicates == 0;
        }
    }

    /// Prints the summary.
    void end(boolean json, long nanos) {
        synchronized (lock) {
            progress.clear();
            if (rejected > SHOWN_REJECTIONS) {
                output.say(Numbers.counted(rejected - SHOWN_REJECTIONS, "more line") + " rejected, not shown");
            }
            if (ack) {
                output.say(summary(nanos));
            } else {
                output.line(json ? jsonSummary(nanos) : summary(nanos));
            }
        }
    }

    private String summary(long nanos) {
        var perSecond = nanos == 0 ? 0 : Math.round((imported + duplicates) * 1e9 / nanos);
        return "imported %s, duplicates %s, rejected %s in %s s (%s a second)"
                .formatted(
                        Numbers.grouped(imported),
                        Numbers.grouped(duplicates),
                        Numbers.grouped(rejected),
                        seconds(nanos).toPlainString(),
                        Numbers.grouped(perSecond));
    }

    private String jsonSummary(long nanos) {
        Map<String, Value> counts = new LinkedHashMap<>();
        counts.put("imported", Value.of(imported));
        counts.put("duplicates", Value.of(duplicates));
        counts.put("rejected", Value.of(rejected));
        counts.put("seconds", Value.of(seconds(nanos)));
        return JsonText.write(Value.map(counts));
    }

    private static BigDecimal seconds(long nanos) {
        return BigDecimal.valueOf(nanos / 1_000_000, 3);
    }
}
