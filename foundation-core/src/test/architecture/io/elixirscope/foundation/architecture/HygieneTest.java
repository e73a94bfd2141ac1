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

final class HygieneTest {

    /// The library has more classes than this: a scan that finds fewer looked in the wrong place.
    private static final int CLASSES_AT_LEAST = 80;

    static Stream<Arguments> rules() {
        return Stream.of(
                argumentSet("a static field that changes", Hygiene.noStaticState(), "Untidy.counter"),
                argumentSet("a static map", Hygiene.noStaticState(), "Untidy.CACHE"),
                argumentSet("a static atomic", Hygiene.noStaticState(), "Untidy.HITS"),
                argumentSet("an array that others can change", Hygiene.noStaticState(), "Untidy.NAMES"),
                argumentSet("standard output", Hygiene.noStandardStreams(), "Untidy.prints"),
                argumentSet("standard error", Hygiene.noStandardStreams(), "Untidy.complains"),
                argumentSet("a generic exception", Hygiene.noGenericExceptions(), "Untidy.fails"),
                argumentSet("a package of leftovers", Hygiene.noPackageOfLeftovers(), "Leftover"),
                argumentSet("a type without null marks", Hygiene.nothingIsNullUnmarked(), "Unmarked"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theLibraryHolds(ArchRule rule, String planted) {
        assertThat(violations(rule, Scan.library())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleRefusesWhatIsPlanted(ArchRule rule, String planted) {
        assertThat(violations(rule, Scan.planted("untidy")))
                .anySatisfy(line -> assertThat(line).contains(planted));
    }

    @Test
    void constantsAreNoState() {
        assertThat(violations(Hygiene.noStaticState(), Scan.planted("untidy")))
                .noneSatisfy(line -> assertThat(line).contains("LIMIT"))
                .noneSatisfy(line -> assertThat(line).contains("DIGITS"));
    }

    @Test
    void theScanFindsTheLibrary() {
        assertThat(Scan.library()).hasSizeGreaterThan(CLASSES_AT_LEAST);
    }

    @Test
    void noPackageIsCrowded() {
        assertThat(Hygiene.crowdedPackages(Scan.library(), Hygiene.PUBLIC_TYPES))
                .isEmpty();
    }

    @Test
    void aCrowdedPackageIsRefused() {
        assertThat(Hygiene.crowdedPackages(Scan.planted("crowd"), 2))
                .containsExactly(Scan.PLANTED + "crowd has 2 public types");
    }
}
