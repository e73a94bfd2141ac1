package io.elixirscope.foundation.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import jdk.management.VirtualThreadSchedulerMXBean;

/// Metrics of the JVM and its process, from its management beans: gauges that are asked every 10 s
/// and whenever somebody looks, and cost nothing between. Nothing is measured until [#observe] is
/// called.
///
/// | metric | unit | tag |
/// | --- | --- | --- |
/// | `jvm.memory.used`, `jvm.memory.committed`, `jvm.memory.max` | BYTES | `pool` |
/// | `jvm.gc.count` | COUNT | `collector` |
/// | `jvm.gc.time` | NANOSECONDS | `collector` |
/// | `jvm.threads.live`, `jvm.threads.daemon`, `jvm.threads.peak` (platform threads) | COUNT | |
/// | `jvm.virtual.carriers`, `jvm.virtual.mounted`, `jvm.virtual.queued`, `jvm.virtual.parallelism` | COUNT | |
/// | `jvm.classes.loaded`, `jvm.classes.unloaded` | COUNT | |
/// | `process.cpu.load`, `system.cpu.load` (0 to 1) | COUNT | |
/// | `process.cpu.time` | NANOSECONDS | |
/// | `process.files.open`, `process.files.max` | COUNT | |
/// | `system.memory.total`, `system.memory.free` (the container's, in one) | BYTES | |
/// | `system.processors` | COUNT | |
///
/// A number that the JVM does not know is 0.
public final class JvmMetrics {
    private static final double NANOS_A_MILLI = 1e6;

    private final Metrics metrics;

    private JvmMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    /// Has these metrics measured from now on; a second time changes nothing.
    ///
    /// Errors: `S101 initialization_failed` where the modules java.management and jdk.management
    /// are not there.
    ///
    /// @param metrics where they go
    /// @return done
    public static Result<Done> observe(Metrics metrics) {
        try {
            new JvmMetrics(metrics).observe();
            return Result.done();
        } catch (NoClassDefFoundError missing) {
            return Result.err(
                    FoundationErrorType.INITIALIZATION_FAILED,
                    "metrics of the JVM need the modules java.management and jdk.management: start with"
                            + " --add-modules java.management,jdk.management (" + missing.getMessage() + ")");
        }
    }

    private void observe() {
        memory();
        collectors();
        threads();
        var classes = ManagementFactory.getClassLoadingMXBean();
        gauge("jvm.classes.loaded", MeasurementUnit.COUNT, () -> classes.getLoadedClassCount());
        gauge("jvm.classes.unloaded", MeasurementUnit.COUNT, () -> (double) classes.getUnloadedClassCount());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            process(system);
        }
    }

    private void memory() {
        for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
            String name = pool.getName();
            usage("jvm.memory.used", name, pool::getUsage, MemoryUsage::getUsed);
            usage("jvm.memory.committed", name, pool::getUsage, MemoryUsage::getCommitted);
            usage("jvm.memory.max", name, pool::getUsage, MemoryUsage::getMax);
        }
    }

    private void usage(String metric, String pool, Supplier<MemoryUsage> usage, ToLongFunction<MemoryUsage> part) {
        metrics.gauge(metric, MeasurementUnit.BYTES, "pool")
                .with(pool)
                .observe(() -> known((double) part.applyAsLong(usage.get())));
    }

    private void collectors() {
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            String name = collector.getName();
            metrics.gauge("jvm.gc.count", MeasurementUnit.COUNT, "collector")
                    .with(name)
                    .observe(() -> known((double) collector.getCollectionCount()));
            metrics.gauge("jvm.gc.time", MeasurementUnit.NANOSECONDS, "collector")
                    .with(name)
                    .observe(() -> known((double) collector.getCollectionTime()) * NANOS_A_MILLI);
        }
    }

    private void threads() {
        var threads = ManagementFactory.getThreadMXBean();
        gauge("jvm.threads.live", MeasurementUnit.COUNT, () -> threads.getThreadCount());
        gauge("jvm.threads.daemon", MeasurementUnit.COUNT, () -> threads.getDaemonThreadCount());
        gauge("jvm.threads.peak", MeasurementUnit.COUNT, () -> threads.getPeakThreadCount());
        var virtual = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        gauge("jvm.virtual.parallelism", MeasurementUnit.COUNT, () -> virtual.getParallelism());
        gauge("jvm.virtual.carriers", MeasurementUnit.COUNT, () -> virtual.getPoolSize());
        gauge("jvm.virtual.mounted", MeasurementUnit.COUNT, () -> virtual.getMountedVirtualThreadCount());
        gauge("jvm.virtual.queued", MeasurementUnit.COUNT, () -> (double) virtual.getQueuedVirtualThreadCount());
    }

    private void process(OperatingSystemMXBean system) {
        gauge("process.cpu.load", MeasurementUnit.COUNT, () -> known(system.getProcessCpuLoad()));
        gauge("system.cpu.load", MeasurementUnit.COUNT, () -> known(system.getCpuLoad()));
        gauge("process.cpu.time", MeasurementUnit.NANOSECONDS, () -> known((double) system.getProcessCpuTime()));
        gauge("system.memory.total", MeasurementUnit.BYTES, () -> (double) system.getTotalMemorySize());
        gauge("system.memory.free", MeasurementUnit.BYTES, () -> (double) system.getFreeMemorySize());
        gauge("system.processors", MeasurementUnit.COUNT, () -> system.getAvailableProcessors());
        if (system instanceof UnixOperatingSystemMXBean unix) {
            gauge("process.files.open", MeasurementUnit.COUNT, () -> known((double) unix.getOpenFileDescriptorCount()));
            gauge("process.files.max", MeasurementUnit.COUNT, () -> known((double) unix.getMaxFileDescriptorCount()));
        }
    }

    private void gauge(String name, MeasurementUnit unit, DoubleSupplier number) {
        metrics.gauge(name, unit).with().observe(number);
    }

    /// The beans say -1 for what they do not know.
    private static double known(double number) {
        return Math.max(0, number);
    }
}
