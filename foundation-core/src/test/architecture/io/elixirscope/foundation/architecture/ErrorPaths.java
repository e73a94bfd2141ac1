package io.elixirscope.foundation.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Ways past the catalogue: a foreseen failure is an error of a type, never an exception of somebody's own.
final class ErrorPaths {

    private static final String ERROR = "io.elixirscope.foundation.error.FoundationException";

    /// What may be thrown: the carrier of an error, what says that a caller broke the rules, and what the compiler
    /// puts into each exhaustive switch.
    private static final Set<String> THROWABLE = Set.of(
            ERROR,
            "java.lang.IllegalArgumentException",
            "java.lang.IllegalStateException",
            "java.lang.NullPointerException",
            "java.lang.UnsupportedOperationException",
            "java.lang.IndexOutOfBoundsException",
            "java.lang.MatchException",
            "java.util.NoSuchElementException");

    /// Class below the root package and what else it may throw → why no caller of the library sees it.
    static final Map<String, String> EXCEPTIONS = Map.of(
            "config.ChangeFile java.io.IOException",
            "the one caller inside the package makes it C403, as any other failed write",
            "control.Connection java.util.concurrent.CancellationException",
            "how a verb learns that nobody reads it any more; the connection itself catches it",
            "event.subscription.EventFeed java.lang.InterruptedException",
            "the waiting method says so in its signature, as every method that truly blocks may",
            "event.subscription.Projection java.lang.InterruptedException",
            "the waiting method says so in its signature, as every method that truly blocks may",
            "pubsub.QueueReceiver java.lang.InterruptedException",
            "the waiting method says so in its signature, as every method that truly blocks may",
            "time.Gate java.lang.InterruptedException",
            "the waiting method says so in its signature, as every method that truly blocks may",
            "value.JsonProblem tools.jackson.core.exc.StreamReadException",
            "what a reader of JSON expects from a parser; becomes a problem with line and column");

    private ErrorPaths() {}

    static ArchRule nothingElseIsThrown(String root) {
        return noClasses()
                .should()
                .callConstructorWhere(describe(
                        "makes an exception past the catalogue", (JavaConstructorCall call) -> isPast(root, call)));
    }

    /// Exceptions of the library's own stay inside, but for the one that carries an error.
    static ArchRule ownExceptionsStayInside() {
        return classes().that().areAssignableTo(Throwable.class).should(notBeSeen());
    }

    /// Whoever calls the library catches no checked exception but an interrupt.
    static ArchRule signaturesAreFreeOfCheckedExceptions() {
        return methods().that().arePublic().should(declareNoCheckedException());
    }

    /// Exceptions that nothing makes any more.
    static List<String> stale(String root, JavaClasses classes) {
        return EXCEPTIONS.keySet().stream()
                .filter(key -> classes.stream()
                        .flatMap(type -> type.getConstructorCallsFromSelf().stream())
                        .noneMatch(call -> key(root, call).equals(key)))
                .toList();
    }

    private static boolean isPast(String root, JavaConstructorCall call) {
        var made = call.getTargetOwner();
        return made.isAssignableTo(Throwable.class)
                && !made.getPackageName().startsWith(root)
                && !THROWABLE.contains(made.getName())
                && !isOwnSuper(call)
                && !EXCEPTIONS.containsKey(key(root, call));
    }

    /// An own exception calls the constructor that it inherits.
    private static boolean isOwnSuper(JavaConstructorCall call) {
        return call.getOriginOwner().isAssignableTo(Throwable.class)
                && call.getOrigin().isConstructor();
    }

    private static String key(String root, JavaConstructorCall call) {
        var name = call.getOriginOwner().getName();
        var below = name.startsWith(root + ".") ? name.substring(root.length() + 1) : name;
        return below + " " + call.getTargetOwner().getName();
    }

    private static ArchCondition<JavaClass> notBeSeen() {
        return new ArchCondition<>("be package-private or carry an error") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (type.getModifiers().contains(PUBLIC) && !type.getName().equals(ERROR)) {
                    events.add(violated(type, type.getName() + " is a public exception"));
                }
            }
        };
    }

    private static ArchCondition<JavaMethod> declareNoCheckedException() {
        return new ArchCondition<>("declare no checked exception but InterruptedException") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean seen = method.getOwner().getModifiers().contains(PUBLIC);
                method.getThrowsClause().stream()
                        .map(thrown -> thrown.getRawType())
                        .filter(thrown -> thrown.isAssignableTo(Exception.class))
                        .filter(thrown -> !thrown.isAssignableTo(RuntimeException.class))
                        .filter(thrown -> !thrown.getName().equals(InterruptedException.class.getName()))
                        .filter(_ -> seen)
                        .forEach(thrown ->
                                events.add(violated(method, method.getFullName() + " declares " + thrown.getName())));
            }
        };
    }
}
