package io.elixirscope.foundation.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Rounds of the soak, one after the other, each with the next seed; in this process or in one of its own.
final class Soak {
    private static final int MESSAGES = 300;

    private Soak() {}

    /// Runs rounds for that time, at least one.
    static SoakAccount run(Duration time, long firstSeed) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long seed = firstSeed;
        var all = new SoakAccount(Map.of());
        do {
            all = all.plus(new SoakRound(seed++).run(MESSAGES));
        } while (System.nanoTime() < end);
        System.out.println("soak: " + (seed - firstSeed) + " rounds from seed " + firstSeed + ", " + all);
        return all;
    }

    /// What a process of its own says of it, with its exit code at the end.
    static String inChild(Duration time, long firstSeed, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Soak.class.getName(),
                Long.toString(time.toSeconds()),
                Long.toString(firstSeed)));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "exit " + child.waitFor();
    }

    /// Seconds and the first seed.
    public static void main(String[] arguments) throws InterruptedException {
        run(Duration.ofSeconds(Long.parseLong(arguments[0])), Long.parseLong(arguments[1]));
    }
}
