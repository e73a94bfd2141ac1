package io.elixirscope.foundation.event.journal;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.EventSamples;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process of its own that opens a store: to be kept out, or to append until it is killed.
final class ChildStore {
    private ChildStore() {}

    /// Opens the store in a child and returns what the child says of it.
    static String run(Path directory) throws IOException, InterruptedException {
        Process child = start(directory);
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        child.waitFor();
        return said;
    }

    /// Starts a child; with a name it appends events of that name and tells `position id .` once each is
    /// acknowledged.
    static Process start(Path directory, String... name) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ChildStore.class.getName(),
                directory.toString()));
        command.addAll(List.of(name));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Result<FileEventStore> opened = FileEventStore.open(
                Path.of(arguments[0]), FileStoreOptions.of(Scheduler.system()).withSegmentBytes(64 * 1024));
        if (opened instanceof Result.Err<FileEventStore>(var error)) {
            out.println(error.report());
            return;
        }
        FileEventStore store = opened.orElseThrow();
        out.println("opened " + store.stats().lastPosition());
        if (arguments.length > 1) {
            for (int thread = 0; thread < 4; thread++) {
                String prefix = arguments[1] + "-" + thread + "-";
                Thread.ofPlatform().start(() -> appendForEver(store, prefix, out));
            }
        } else {
            store.close();
        }
    }

    private static void appendForEver(FileEventStore store, String prefix, PrintStream out) {
        for (int i = 0; ; i++) {
            Event event = Event.builder(prefix + i, "/child", "child.appended", EventSamples.START)
                    .data(Value.of("x".repeat(i % 500)))
                    .buildOrThrow();
            long position = store.append(event).orElseThrow().position();
            synchronized (out) {
                out.println(position + " " + event.id() + " .");
            }
        }
    }
}
