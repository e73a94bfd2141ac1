package io.elixirscope.foundation.architecture;

import static io.elixirscope.foundation.architecture.Scan.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LayersTest {

    static Stream<Arguments> rules() {
        return Stream.of(
                argumentSet("logic is pure: time", Layers.logicIsPure(Scan.ROOT), "ClockLogic"),
                argumentSet("logic is pure: threads", Layers.logicIsPure(Scan.ROOT), "LockingLogic"),
                argumentSet("logic is pure: files", Layers.logicIsPure(Scan.ROOT), "FileValidator"),
                argumentSet("logic is pure: randomness", Layers.logicIsPure(Scan.ROOT), "RandomLogic"),
                argumentSet("logic is pure: inside a lambda", Layers.logicIsPure(Scan.ROOT), "LambdaLogic"),
                argumentSet("logic is pure: nested type", Layers.logicIsPure(Scan.ROOT), "NestedLogic$Step"),
                argumentSet("logic is hidden", Layers.logicIsHidden(), "PublicLogic"),
                argumentSet("logic is static: method", Layers.logicIsStatic(), "InstanceLogic.apply"),
                argumentSet("logic is static: constructor", Layers.logicIsStatic(), "MadeValidator"),
                argumentSet("logic uses no server", Layers.logicUsesNoServer(), "ServingLogic"),
                argumentSet("services are hidden", Layers.servicesAreHidden(), "OpenServer"),
                argumentSet("types use no service", Layers.typesUseNoService(), "ServingType"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theLibraryHolds(ArchRule rule, String planted) {
        assertThat(violations(rule, Scan.library())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleRefusesWhatIsPlanted(ArchRule rule, String planted) {
        assertThat(violations(rule, Scan.planted("layers")))
                .anySatisfy(line -> assertThat(line).contains(planted));
    }

    @Test
    void theRuleRefusesOurOwnClock() {
        assertThat(violations(Layers.logicIsPure(Scan.PLANTED + "layers"), Scan.planted("layers")))
                .anySatisfy(line -> assertThat(line).contains("TickingLogic"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleAcceptsWhatIsRight(ArchRule rule, String planted) {
        assertThat(violations(rule, Scan.planted("layers")))
                .noneSatisfy(line -> assertThat(line).contains("RightLogic"));
    }
}
