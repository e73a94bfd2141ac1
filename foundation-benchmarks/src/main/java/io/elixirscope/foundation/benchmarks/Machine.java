package io.elixirscope.foundation.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Where figures come from.
final class Machine {
    private static final Path CPU = Path.of("/proc/cpuinfo");

    private Machine() {}

    /// Processors, JVM, system and how busy it is.
    static String describe() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return "%d × %s, %s %s, %s %s, load %.1f"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        System.getProperty("java.vendor"),
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        load);
    }

    private static String processor() {
        if (!Files.isReadable(CPU)) {
            return "processor";
        }
        try (Stream<String> lines = Files.lines(CPU)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("processor");
        } catch (IOException unreadable) {
            return "processor (" + unreadable.getMessage() + ")";
        }
    }
}
