package io.elixirscope.foundation.architecture.planted.layers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class RightLogic {

    private RightLogic() {}

    static Optional<Duration> longest(List<Duration> some, Instant now) {
        return now.equals(Instant.EPOCH) ? Optional.empty() : some.stream().max(Duration::compareTo);
    }
}
