package io.elixirscope.foundation.architecture;

import static io.elixirscope.foundation.architecture.Scan.violations;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PackageOrderTest {

    @Test
    void theLibraryFollowsTheTable() {
        assertThat(violations(PackageOrder.rule(Scan.ROOT), Scan.library())).isEmpty();
    }

    @Test
    void theLibraryHasNoCycles() {
        assertThat(violations(PackageOrder.noCycles(Scan.ROOT), Scan.library())).isEmpty();
    }

    @Test
    void refusesAnArrowThatTheTableDoesNotName() {
        assertThat(violations(PackageOrder.rule(Scan.PLANTED + "order"), Scan.planted("order")))
                .anySatisfy(line -> assertThat(line).contains("value must not use 'server'", "UpwardValue"))
                .noneSatisfy(line -> assertThat(line).contains("server must not use"));
    }

    @Test
    void refusesAPackageWithoutARow() {
        assertThat(violations(PackageOrder.rule(Scan.PLANTED + "order"), Scan.planted("order")))
                .anySatisfy(line -> assertThat(line).contains("without a row: helpers"));
    }

    @Test
    void refusesACircle() {
        assertThat(violations(PackageOrder.noCycles(Scan.PLANTED + "circle"), Scan.planted("circle")))
                .isNotEmpty();
    }

    @Test
    void theTableItselfHasNoCircle() {
        PackageOrder.ALLOWED.forEach((name, allowed) -> assertThat(allowed)
                .as("row of %s", name)
                .allSatisfy(other -> assertThat(PackageOrder.ALLOWED.get(other))
                        .as("%s is used by %s", other, name)
                        .isNotNull()
                        .doesNotContain(name)));
    }
}
