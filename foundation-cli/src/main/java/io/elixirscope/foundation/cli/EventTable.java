package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.event.StoredEvent;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Events as a table for people: position, time, type, subject, the beginning of the id.
///
/// The first rows decide how wide the columns are; then rows go out as they come, in bounded memory.
final class EventTable {

    private static final int FIRST_ROWS = 100;
    private static final List<String> TITLES = List.of("POSITION", "TIME", "TYPE", "SUBJECT", "ID");
    private static final int[] WIDEST = {19, 20, 32, 48, 12};

    private final Output output;
    private final List<List<String>> waiting = new ArrayList<>();
    private final int[] widths = new int[TITLES.size()];
    private long rows;

    EventTable(Output output) {
        this.output = output;
        waiting.add(TITLES);
    }

    void add(StoredEvent stored) {
        var event = stored.event();
        var row = List.of(
                Long.toString(stored.position()),
                event.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                Visible.cut(event.type(), WIDEST[2]),
                Visible.cut(event.subject().orElse("-"), WIDEST[3]),
                Visible.cut(event.id(), WIDEST[4]));
        rows++;
        if (rows < FIRST_ROWS) {
            waiting.add(row);
            return;
        }
        layOut();
        print(row);
    }

    /// Prints what still waits and says how many there were.
    void end() {
        if (rows == 0) {
            output.say("no event matches");
            return;
        }
        layOut();
        output.flush();
        output.say(Numbers.counted(rows, "event"));
    }

    private void layOut() {
        if (waiting.isEmpty()) {
            return;
        }
        for (var row : waiting) {
            for (var column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], Visible.columns(row.get(column)));
            }
        }
        waiting.forEach(this::print);
        waiting.clear();
    }

    private void print(List<String> row) {
        var line = new StringBuilder(120);
        pad(line, widths[0] - Visible.columns(row.getFirst()));
        line.append(row.getFirst());
        for (var column = 1; column < widths.length; column++) {
            line.append("  ").append(row.get(column));
            if (column < widths.length - 1) {
                pad(line, widths[column] - Visible.columns(row.get(column)));
            }
        }
        output.line(line.toString());
    }

    private static void pad(StringBuilder line, int blanks) {
        line.repeat(' ', Math.max(0, blanks));
    }
}
