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

final class ErrorPathsTest {

    private static final String PLANTED = Scan.PLANTED + "errors";

    static Stream<Arguments> rules() {
        return Stream.of(
                argumentSet(
                        "exceptions of others",
                        ErrorPaths.nothingElseIsThrown(Scan.ROOT),
                        ErrorPaths.nothingElseIsThrown(PLANTED),
                        "Shortcut.fails"),
                argumentSet(
                        "bare exceptions",
                        ErrorPaths.nothingElseIsThrown(Scan.ROOT),
                        ErrorPaths.nothingElseIsThrown(PLANTED),
                        "Shortcut.failsBarely"),
                argumentSet(
                        "exceptions of one's own",
                        ErrorPaths.ownExceptionsStayInside(),
                        ErrorPaths.ownExceptionsStayInside(),
                        "OwnException"),
                argumentSet(
                        "checked exceptions",
                        ErrorPaths.signaturesAreFreeOfCheckedExceptions(),
                        ErrorPaths.signaturesAreFreeOfCheckedExceptions(),
                        "Shortcut.reads"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theLibraryHolds(ArchRule rule, ArchRule planted, String name) {
        assertThat(violations(rule, Scan.library())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleFindsWhatIsPlanted(ArchRule rule, ArchRule planted, String name) {
        assertThat(violations(planted, Scan.planted("errors")))
                .anySatisfy(line -> assertThat(line).contains(name));
    }

    @Test
    void whatBreaksARuleOfUseMayBeThrown() {
        assertThat(violations(ErrorPaths.nothingElseIsThrown(PLANTED), Scan.planted("errors")))
                .noneSatisfy(line -> assertThat(line).contains("refuses"));
    }

    @Test
    void everyExceptionIsMadeAndHasAReason() {
        assertThat(ErrorPaths.stale(Scan.ROOT, Scan.library())).isEmpty();
        assertThat(ErrorPaths.EXCEPTIONS.values())
                .allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(20));
    }
}
