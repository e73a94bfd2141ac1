package io.elixirscope.foundation.testkit;

import static java.util.Objects.requireNonNull;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.FoundationBuilder;
import io.elixirscope.foundation.server.ServerRuntime;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/// JUnit extension that gives each test method servers of its own, stops them after it, and
/// **fails a test that leaves a thread of the library behind**: a server that was started and
/// not stopped, a handler that does not end, a Foundation that was not closed. The failure names
/// each thread with its stack and where it was started.
///
/// ```java
/// @ExtendWith(FoundationExtension.class)
/// class TillTest {
///     @Test
///     void pays(TestServers servers) {
///         var till = servers.start(TillServer.definition());
///         assertThat(till.call(new Pay(5))).isEqualTo(Result.ok(5));
///     }
/// }
/// ```
///
/// Parameters of test methods, and of `@BeforeEach` and `@AfterEach` methods, which get the same
/// ones:
///
/// | type | what it is |
/// | --- | --- |
/// | [TestServers] | starts servers, supervisors and Foundations, which are stopped after the test |
/// | [ServerRuntime] | the runtime of those servers |
/// | [ManualClock] | a clock moved by hand; where one is asked for, all of the test runs on it |
/// | [Foundation] | a running Foundation in memory |
///
/// As a static or instance field with `@RegisterExtension` it can be made with other settings.
/// Where tests run in parallel, a Foundation that was started without [TestServers] is not
/// looked for.
public final class FoundationExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace SPACE =
            ExtensionContext.Namespace.create(FoundationExtension.class);
    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";
    private static final Set<Class<?>> TYPES =
            Set.of(TestServers.class, ServerRuntime.class, ManualClock.class, Foundation.class);

    private final Duration patience;
    private final UnaryOperator<FoundationBuilder> settings;

    /// Waits ten seconds for the threads of a test to end.
    public FoundationExtension() {
        this(Duration.ofSeconds(10), builder -> builder);
    }

    private FoundationExtension(Duration patience, UnaryOperator<FoundationBuilder> settings) {
        this.patience = patience;
        this.settings = settings;
    }

    /// A copy with another patience.
    ///
    /// @param time real time for the servers to stop and the threads to end before the test
    ///     fails, `> 0`
    /// @return the copy
    public FoundationExtension patience(Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("patience must be > 0, was " + time);
        }
        return new FoundationExtension(time, settings);
    }

    /// A copy with other settings for the parameter [Foundation].
    ///
    /// @param change changes the builder of a Foundation in memory
    /// @return the copy
    public FoundationExtension foundation(UnaryOperator<FoundationBuilder> change) {
        return new FoundationExtension(patience, requireNonNull(change, "change"));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        boolean alone = !context.getConfigurationParameter(PARALLEL)
                .map(Boolean::parseBoolean)
                .orElse(false);
        context.getStore(SPACE).put(TestSession.class, new TestSession(wantsManualTime(context), alone, settings));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        session(context).end(patience);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType())
                && parameter.getDeclaringExecutable() instanceof Method
                && context.getTestMethod().isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return session(context).give(parameter.getParameter().getType());
    }

    private static TestSession session(ExtensionContext context) {
        return requireNonNull(context.getStore(SPACE).get(TestSession.class, TestSession.class), "session");
    }

    private static boolean wantsManualTime(ExtensionContext context) {
        return wantsManualTime(context.getRequiredTestMethod())
                || methods(context, BeforeEach.class).stream().anyMatch(FoundationExtension::wantsManualTime)
                || methods(context, AfterEach.class).stream().anyMatch(FoundationExtension::wantsManualTime);
    }

    private static boolean wantsManualTime(Method method) {
        return Set.of(method.getParameterTypes()).contains(ManualClock.class);
    }

    private static List<Method> methods(ExtensionContext context, Class<? extends Annotation> kind) {
        return context.getRequiredTestInstances().getAllInstances().stream()
                .flatMap(instance ->
                        AnnotationSupport.findAnnotatedMethods(
                                instance.getClass(), kind, HierarchyTraversalMode.TOP_DOWN)
                                .stream())
                .toList();
    }
}
