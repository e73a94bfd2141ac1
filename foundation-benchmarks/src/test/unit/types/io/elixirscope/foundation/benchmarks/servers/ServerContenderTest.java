package io.elixirscope.foundation.benchmarks.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.benchmarks.loop.Callers;
import io.elixirscope.foundation.benchmarks.loop.Contender;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerContenderTest {
    @ParameterizedTest
    @EnumSource
    void doesItsWork(ServerContender maker) throws Exception {
        try (Contender contender = maker.open(Callers.ONE)) {
            switch (contender) {
                case Contender.Heaped heaped -> heaped.add(2);
                case Contender.Looped looped -> {
                    assertThat(looped.worksOfRun()).isPositive();
                    var operation = looped.operation(0);
                    var first = counted(operation.run());
                    var second = counted(operation.run());
                    boolean counts = maker.name().matches("LOCK|.*(CALLS|ASKS|CASTS|TELLS).*");
                    assertThat(second.map(count -> count - first.orElseThrow()))
                            .isEqualTo(counts ? Optional.of(worksOfCall(looped)) : second.map(_ -> 0));
                }
                default -> throw new AssertionError(contender);
            }
        }
    }

    /// Casts and the call after them, or the call alone.
    private static int worksOfCall(Contender.Looped looped) {
        return looped.worksOfRun() == 1 ? 1 : looped.worksOfRun() + 1;
    }

    private static Optional<Integer> counted(Object result) {
        return result instanceof Counted(int count) ? Optional.of(count) : Optional.empty();
    }
}
