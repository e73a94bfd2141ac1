package io.elixirscope.foundation.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.List;
import java.util.Set;

/// What the suffix of a type's name promises.
final class Layers {

    private static final DescribedPredicate<JavaClass> PURE =
            describe("*Logic or *Validator", type -> isPure(type.getSimpleName()) || enclosedByPure(type));
    private static final DescribedPredicate<JavaClass> PURE_ITSELF =
            describe("*Logic or *Validator", type -> isPure(type.getSimpleName()) && !type.isInterface());
    private static final DescribedPredicate<JavaClass> SERVICE = describe(
            "a *Server that is a service",
            type -> type.getSimpleName().endsWith("Server")
                    && !type.getSimpleName().equals("Server")
                    && !type.getSimpleName().equals("GenServer"));
    private static final DescribedPredicate<JavaClass> TYPE = describe(
            "a record, an enum or an interface", type -> type.isRecord() || type.isEnum() || type.isInterface());

    /// Input, output, threads, locks, clocks and randomness by package or class name; a prefix where it ends in a dot.
    private static final List<String> IMPURE = List.of(
            "java.util.concurrent.",
            "java.io.",
            "java.net.",
            "java.nio.channels.",
            "java.nio.file.Files",
            "java.nio.file.FileSystem",
            "java.nio.file.FileSystems",
            "java.lang.Thread",
            "java.lang.Thread$Builder",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.time.Clock",
            "java.time.InstantSource",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.random.",
            "java.security.SecureRandom",
            "java.util.Timer");

    private static final Set<String> PURE_ENOUGH = Set.of("java.io.Serializable");

    /// Our own types through which time and threads come.
    private static final Set<String> SEAM = Set.of("Clock", "Scheduler", "Timers");

    private Layers() {}

    static ArchRule logicIsPure(String root) {
        return noClasses()
                .that(PURE)
                .should()
                .dependOnClassesThat(describe("do input, output, threads, clocks or randomness", Layers::isImpure))
                .orShould()
                .dependOnClassesThat(describe("give time or threads", type -> isSeam(root, type)))
                .orShould()
                .accessTargetWhere(describe("reads a clock or draws at random", Seams::isForbidden));
    }

    static ArchRule logicIsHidden() {
        return classes().that(PURE_ITSELF).should().bePackagePrivate();
    }

    static ArchRule logicIsStatic() {
        return classes()
                .that(PURE_ITSELF)
                .should(ArchConditions.haveModifier(FINAL).as("be final"))
                .andShould()
                .haveOnlyPrivateConstructors()
                .andShould(haveOnlyStaticMethods());
    }

    static ArchRule logicUsesNoServer() {
        return noClasses()
                .that(PURE)
                .should()
                .dependOnClassesThat(
                        describe("are a *Server", type -> type.getSimpleName().endsWith("Server")));
    }

    static ArchRule servicesAreHidden() {
        return classes().that(SERVICE).should().notBePublic();
    }

    static ArchRule typesUseNoService() {
        return noClasses().that(TYPE).should().dependOnClassesThat(SERVICE);
    }

    private static boolean isPure(String simpleName) {
        return simpleName.endsWith("Logic") || simpleName.endsWith("Validator");
    }

    private static boolean isSeam(String root, JavaClass type) {
        return SEAM.stream().anyMatch(name -> type.getName().equals(root + ".time." + name));
    }

    private static boolean enclosedByPure(JavaClass type) {
        return type.getEnclosingClass()
                .filter(outer -> isPure(outer.getSimpleName()) || enclosedByPure(outer))
                .isPresent();
    }

    private static boolean isImpure(JavaClass type) {
        var name = type.getBaseComponentType().getName();
        return !PURE_ENOUGH.contains(name)
                && IMPURE.stream().anyMatch(one -> one.endsWith(".") ? name.startsWith(one) : name.equals(one));
    }

    private static ArchCondition<JavaClass> haveOnlyStaticMethods() {
        return new ArchCondition<>("have only static methods") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMethods().stream()
                        .filter(method -> !method.getModifiers().contains(STATIC))
                        .forEach(method -> events.add(violated(method, method.getFullName() + " is not static")));
            }
        };
    }
}
