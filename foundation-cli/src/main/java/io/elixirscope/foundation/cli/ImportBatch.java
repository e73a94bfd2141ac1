package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.formats.CloudEventsLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Lines that are appended together. Filled by one thread, then handed to another.
final class ImportBatch {

    private static final int MAX_LINES = 1_024;
    private static final int MAX_CHARS = 4 << 20;

    private final List<CloudEventsLine.Parsed> lines = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private long chars;

    void add(CloudEventsLine.Parsed line, UnaryOperator<Event> ids) {
        lines.add(line);
        events.add(ids.apply(line.event()));
        chars += line.text().length();
    }

    boolean full() {
        return lines.size() >= MAX_LINES || chars >= MAX_CHARS;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    List<CloudEventsLine.Parsed> lines() {
        return lines;
    }

    List<Event> events() {
        return events;
    }
}
