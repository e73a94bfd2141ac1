package io.elixirscope.foundation.architecture;

import static io.elixirscope.foundation.architecture.Scan.violations;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SeamsTest {

    private static final ArchRule PLANTED = Seams.timeAndThreadsComeFromTime(Scan.PLANTED + "seams");

    @Test
    void theLibraryHolds() {
        assertThat(violations(Seams.timeAndThreadsComeFromTime(Scan.ROOT), Scan.library()))
                .isEmpty();
    }

    @Test
    void everyExceptionNamesAClassAndAReason() {
        assertThat(Seams.stale(Scan.ROOT, Scan.library())).isEmpty();
        assertThat(Seams.EXCEPTIONS.values())
                .allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thread.sleep",
                "System.nanoTime",
                "System.currentTimeMillis",
                "Instant.now",
                "LocalDate.now",
                "LockSupport.park",
                "LockSupport.unpark",
                "Thread.ofVirtual",
                "Thread.ofPlatform",
                "Thread.<init>",
                "ThreadLocalRandom.current",
                "UUID.randomUUID",
                "Clock.systemUTC",
                "Executors.newVirtualThreadPerTaskExecutor"
            })
    void refuses(String call) {
        assertThat(violations(PLANTED, Scan.planted("seams")))
                .anySatisfy(line -> assertThat(line).contains("Impatient", call));
    }

    @Test
    void allowsThemInTheTimePackage() {
        assertThat(violations(PLANTED, Scan.planted("seams")))
                .noneSatisfy(line -> assertThat(line).contains("SystemTicks"));
    }
}
