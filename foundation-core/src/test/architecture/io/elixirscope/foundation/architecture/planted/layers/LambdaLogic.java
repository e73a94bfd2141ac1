package io.elixirscope.foundation.architecture.planted.layers;

import java.time.Instant;
import java.util.function.Supplier;

final class LambdaLogic {

    private LambdaLogic() {}

    static Supplier<Instant> later() {
        return Instant::now;
    }
}
