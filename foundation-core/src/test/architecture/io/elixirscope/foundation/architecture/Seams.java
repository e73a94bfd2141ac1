package io.elixirscope.foundation.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Calls that would make a run depend on the machine: waiting, waking, starting threads, reading clocks, drawing at
/// random. Outside the
/// package `time` they go through its `Clock` and `Scheduler`.
final class Seams {

    /// What may make such a call itself, each with its reason. The name is a class's full name below the root package;
    /// nested classes count.
    static final Map<String, String> EXCEPTIONS = Map.of(
            "error.FoundationError",
            "an error's id decides nothing, so its draw need not be repeatable; errors are values without a scheduler",
            "ShutdownHook",
            "the JVM takes a thread that has not started, and starts it itself");

    private static final Map<String, Set<String>> FORBIDDEN = Map.ofEntries(
            Map.entry(
                    "java.lang.Thread",
                    Set.of("sleep", "ofVirtual", "ofPlatform", "startVirtualThread", "start", "<init>")),
            Map.entry("java.lang.System", Set.of("nanoTime", "currentTimeMillis")),
            Map.entry("java.util.concurrent.locks.LockSupport", Set.of("park", "parkNanos", "parkUntil", "unpark")),
            Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")),
            Map.entry("java.util.concurrent.TimeUnit", Set.of("sleep", "timedJoin", "timedWait")),
            Map.entry("java.lang.Math", Set.of("random")),
            Map.entry("java.util.Random", Set.of("<init>")),
            Map.entry("java.util.SplittableRandom", Set.of("<init>")),
            Map.entry("java.security.SecureRandom", Set.of("<init>", "getInstanceStrong")),
            Map.entry("java.util.UUID", Set.of("randomUUID")),
            Map.entry("java.util.Timer", Set.of("<init>")),
            Map.entry(
                    "java.util.concurrent.Executors",
                    Set.of(
                            "newCachedThreadPool",
                            "newFixedThreadPool",
                            "newScheduledThreadPool",
                            "newSingleThreadExecutor",
                            "newSingleThreadScheduledExecutor",
                            "newThreadPerTaskExecutor",
                            "newVirtualThreadPerTaskExecutor",
                            "newWorkStealingPool")));

    private Seams() {}

    static ArchRule timeAndThreadsComeFromTime(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".time..")
                .and(describe("not named as an exception", type -> !isException(root, type)))
                .should()
                .accessTargetWhere(describe(
                        "waits, wakes, starts a thread, reads a clock or draws at random", Seams::isForbidden));
    }

    /// Exceptions that name no class any more.
    static List<String> stale(String root, JavaClasses classes) {
        return EXCEPTIONS.keySet().stream()
                .filter(name -> !classes.contain(root + "." + name))
                .toList();
    }

    static boolean isForbidden(JavaAccess<?> access) {
        return isForbidden(access.getTargetOwner().getName(), access.getName());
    }

    private static boolean isForbidden(String owner, String name) {
        return FORBIDDEN.getOrDefault(owner, Set.of()).contains(name)
                || owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system"));
    }

    private static boolean isException(String root, JavaClass type) {
        return EXCEPTIONS.keySet().stream()
                .map(name -> root + "." + name)
                .anyMatch(name -> type.getName().equals(name) || type.getName().startsWith(name + "$"));
    }
}
