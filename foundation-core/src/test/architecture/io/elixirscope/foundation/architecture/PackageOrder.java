package io.elixirscope.foundation.architecture;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which package of the library may use which: a package uses what its row names, and nothing else
/// of ours.
final class PackageOrder {

    private static final Set<String> BELOW_SERVER = Set.of("value", "error", "time", "telemetry", "health");
    private static final Set<String> SERVER = with(BELOW_SERVER, "server");

    /// Package → the packages it may use besides itself. The root package may use them all.
    static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("value", Set.of()),
            Map.entry("error", Set.of("value")),
            Map.entry("time", Set.of()),
            Map.entry("telemetry", Set.of("value", "error", "time")),
            Map.entry("health", Set.of("value", "error", "time", "telemetry")),
            Map.entry("server", BELOW_SERVER),
            Map.entry("registry", SERVER),
            Map.entry("pubsub", SERVER),
            Map.entry("supervision", SERVER),
            Map.entry("retry", Set.of("error", "time", "telemetry")),
            Map.entry("metrics", SERVER),
            Map.entry("secret", Set.of("value", "error")),
            Map.entry("config", with(SERVER, "secret")),
            Map.entry("event", SERVER),
            Map.entry("event.diagnostic", Set.of("value", "event")),
            Map.entry("event.journal", with(SERVER, "event")),
            Map.entry("event.subscription", with(SERVER, "event")),
            Map.entry("control", Set.of("value", "error", "time", "server", "health")));

    private PackageOrder() {}

    /// The rule for the packages below `root`.
    static ArchRule rule(String root) {
        return classes().that().resideInAPackage(root + "..").should(new FollowTheTable(root));
    }

    /// The rule that no packages use each other in a circle.
    static ArchRule noCycles(String root) {
        return slices().assignedFrom(new ByPackage(root)).should().beFreeOfCycles();
    }

    private static Set<String> with(Set<String> some, String one) {
        return Stream.concat(some.stream(), Stream.of(one)).collect(toUnmodifiableSet());
    }

    /// The name below `root`, empty for the root itself.
    private static String below(String root, String name) {
        return name.equals(root) ? "" : name.substring(root.length() + 1);
    }

    private static boolean isOurs(String root, JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    private static final class FollowTheTable extends ArchCondition<JavaClass> {

        private final String root;

        FollowTheTable(String root) {
            super("use only the packages that their own package's row names");
            this.root = root;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            var own = below(root, type.getPackageName());
            if (own.isEmpty()) {
                return;
            }
            var allowed = ALLOWED.get(own);
            if (allowed == null) {
                events.add(violated(type, type.getName() + " is in a package without a row: " + own));
                return;
            }
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getBaseComponentType();
                if (!isOurs(root, target)) {
                    continue;
                }
                var other = below(root, target.getPackageName());
                if (!other.equals(own) && !allowed.contains(other)) {
                    events.add(violated(type, own + " must not use '" + other + "': " + dependency.getDescription()));
                }
            }
        }
    }

    private record ByPackage(String root) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return isOurs(root, type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the packages of " + root;
        }
    }
}
