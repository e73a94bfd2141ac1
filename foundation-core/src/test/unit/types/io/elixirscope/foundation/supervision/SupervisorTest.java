package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.RetryStrategy;
import io.elixirscope.foundation.server.GenServer;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class SupervisorTest {
    @Nested
    class Build {
        @Test
        void refusesTwoChildrenOfOneNameWithNameAndFix() {
            var twin = Supervisor.named("twin").build();
            assertThatThrownBy(() -> Supervisor.named("root").child(twin).child(twin))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("supervisor root has two children named \"twin\"; give one of them another name");
        }

        @Test
        void refusesNamesWithWhiteSpaceAndNone() {
            assertThatThrownBy(() -> Supervisor.named("a b")).hasMessageContaining("was \"a b\"");
            assertThatThrownBy(() -> Supervisor.named("")).hasMessageContaining("1-128 characters");
        }

        @Test
        void namesWhatIsNull() {
            assertThatThrownBy(() -> Supervisor.named(null)).hasMessageContaining("a supervisor's name is null");
            assertThatThrownBy(() -> Supervisor.named("root").child((GenServer<?, ?>) null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("a child is null; give a GenServer");
            assertThatThrownBy(() -> Supervisor.named("root").child((Supervisor) null))
                    .hasMessage("a child is null; give a Supervisor");
        }

        @Test
        void isOneForOneThreeInFiveSecondsByDefault() {
            var supervisor = Supervisor.named("root").build();
            assertThat(supervisor.strategy()).isEqualTo(RestartStrategy.ONE_FOR_ONE);
            assertThat(supervisor.intensity()).isEqualTo(new RestartIntensity(3, Duration.ofSeconds(5)));
        }

        @Test
        void keepsChildrenInOrderWithTheirSpecifications() {
            var limit = Shutdown.within(Duration.ofMillis(7));
            var supervisor = Supervisor.named("root")
                    .child(Supervisor.named("a").build())
                    .child(
                            Supervisor.named("b").build(),
                            child -> child.restart(RestartType.TRANSIENT).shutdown(limit))
                    .build();
            assertThat(supervisor.children()).extracting(ChildSpec::id).containsExactly("a", "b");
            assertThat(supervisor.children().get(0).restart()).isEqualTo(RestartType.PERMANENT);
            assertThat(supervisor.children().get(0).shutdown()).isEqualTo(Shutdown.unbounded());
            assertThat(supervisor.children().get(1).restart()).isEqualTo(RestartType.TRANSIENT);
            assertThat(supervisor.children().get(1).shutdown()).isEqualTo(limit);
        }
    }

    @Nested
    class SignificantChildren {
        private static final Supervisor JOB = Supervisor.named("job").build();

        @Test
        void areRefusedWhereTheSupervisorNeverEndsByItself() {
            var builder = Supervisor.named("root")
                    .child(JOB, child -> child.restart(RestartType.TRANSIENT).significant());
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("child \"job\" of supervisor root is significant and its supervisor's autoShutdown is"
                            + " NEVER; set it to ANY_SIGNIFICANT or ALL_SIGNIFICANT, or leave significant() out");
            assertThat(builder.autoShutdown(AutoShutdown.ALL_SIGNIFICANT)
                            .build()
                            .autoShutdown())
                    .isEqualTo(AutoShutdown.ALL_SIGNIFICANT);
        }

        @Test
        void areRefusedWherePermanentAllAtOnce() {
            var builder = Supervisor.named("root")
                    .autoShutdown(AutoShutdown.ANY_SIGNIFICANT)
                    .child(JOB, ChildSpec::significant)
                    .child(Supervisor.named("other").build(), ChildSpec::significant);
            assertThatThrownBy(builder::build)
                    .hasMessageContaining("child \"job\" of supervisor root is significant and permanent")
                    .hasMessageContaining("child \"other\"")
                    .hasMessageContaining("make it transient or temporary");
        }
    }

    @Nested
    class Limits {
        @Test
        void refusesABackoffThatIsNone() {
            assertThatThrownBy(() -> Supervisor.named("root").backoff(new RetryStrategy.None()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("make the children temporary");
            assertThatThrownBy(() -> Supervisor.named("root").backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                    .hasMessage("cap must be >= base (PT2S), was PT1S");
        }

        @Test
        void refusesANegativeNumberOfRestarts() {
            assertThatThrownBy(() -> Supervisor.named("root").intensity(-1, Duration.ofSeconds(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("maxRestarts must be >= 0, was -1");
        }

        @Test
        void refusesAPeriodThatIsNotPositive() {
            assertThatThrownBy(() -> new RestartIntensity(1, Duration.ZERO)).hasMessage("period must be > 0, was PT0S");
        }

        @Test
        void refusesAShutdownTimeThatIsNotPositive() {
            assertThatThrownBy(() -> Shutdown.within(Duration.ofSeconds(-1)))
                    .hasMessage("shutdown limit must be > 0, was PT-1S");
        }
    }
}
