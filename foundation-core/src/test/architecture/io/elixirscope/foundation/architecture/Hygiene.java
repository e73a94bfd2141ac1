package io.elixirscope.foundation.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PRIVATE;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;

/// Habits that hold everywhere in the library.
final class Hygiene {

    /// A package has fewer public top-level types than this.
    static final int PUBLIC_TYPES = 20;

    /// Types whose instances change; a static field that holds one is state of the JVM, not of a `Foundation`.
    private static final Set<String> MUTABLE = Set.of(
            "java.util.ArrayList",
            "java.util.ArrayDeque",
            "java.util.HashMap",
            "java.util.LinkedHashMap",
            "java.util.TreeMap",
            "java.util.HashSet",
            "java.util.IdentityHashMap",
            "java.util.WeakHashMap",
            "java.util.BitSet",
            "java.util.Random",
            "java.lang.StringBuilder",
            "java.lang.ThreadLocal",
            "java.lang.InheritableThreadLocal");

    private Hygiene() {}

    static ArchRule noStaticState() {
        // Frame.MINE is a slot of each thread, like a scoped value: it holds what that thread runs now, for no longer
        // than it runs it, and nothing of one Foundation is seen through it by another. A scoped value itself would
        // cost an idle call of a non-blocking server more than all the rest.
        return fields().that()
                .areStatic()
                .and()
                .doNotHaveFullName("io.elixirscope.foundation.server.Frame.MINE")
                .should(notHoldState());
    }

    static ArchRule noStandardStreams() {
        return GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
    }

    static ArchRule noGenericExceptions() {
        return GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
    }

    static ArchRule noPackageOfLeftovers() {
        return noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..internal..");
    }

    static ArchRule nothingIsNullUnmarked() {
        return noClasses().should().beAnnotatedWith(NullUnmarked.class);
    }

    /// The packages with `limit` public top-level types or more, with their number. Annotations are not counted:
    /// they are words to declare with, not types to call.
    static List<String> crowdedPackages(JavaClasses classes, int limit) {
        return classes.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(PUBLIC))
                .filter(type -> !type.isAnnotation())
                .collect(groupingBy(JavaClass::getPackageName, TreeMap::new, counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() >= limit)
                .map(entry -> entry.getKey() + " has " + entry.getValue() + " public types")
                .toList();
    }

    private static ArchCondition<JavaField> notHoldState() {
        return new ArchCondition<>("not hold state") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                if (!field.getModifiers().contains(SYNTHETIC) && holdsState(field)) {
                    events.add(violated(field, field.getFullName() + " is static state"));
                }
            }
        };
    }

    private static boolean holdsState(JavaField field) {
        var type = field.getRawType();
        var name = type.getName();
        var openArray = type.isArray() && !field.getModifiers().contains(PRIVATE);
        return !field.getModifiers().contains(FINAL)
                || openArray
                || MUTABLE.contains(name)
                || (name.startsWith("java.util.concurrent.atomic.") && !name.endsWith("FieldUpdater"))
                || name.startsWith("java.util.concurrent.Concurrent")
                || name.startsWith("java.util.concurrent.CopyOnWrite");
    }
}
