package io.elixirscope.foundation.examples;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A server with a bug: its caller gets an error, its supervisor starts it again, its address stays valid.
public final class RestartFlow {

    sealed interface Counter {
        record Add(int count) implements Counter, Call<Counter, Integer> {}

        record DivideBy(int divisor) implements Counter, Call<Counter, Integer> {}
    }

    private RestartFlow() {}

    /// Prints what the flow does.
    public static void main(String[] arguments) {
        run().forEach(IO::println);
    }

    static List<String> run() {
        var told = new ArrayList<String>();
        var counter = GenServer.named("counter", Counter.class)
                .init(_ -> Init.ready(100))
                .onCall(Counter.Add.class, (add, sum) -> Reply.ok(sum + add.count(), sum + add.count()))
                .onCall(Counter.DivideBy.class, (divide, sum) -> Reply.ok(sum / divide.divisor(), sum))
                .build();
        var tree = Supervisor.named("flow")
                .intensity(3, Duration.ofSeconds(5))
                .child(counter)
                .build();

        try (var foundation = Foundation.builder().supervise(tree).start().orElseThrow()) {
            var server = foundation.ref(counter);
            told.add("sum " + server.call(new Counter.Add(5)).orElseThrow());

            // the handler throws: this call is answered with an error that has the exception as its cause
            server.call(new Counter.DivideBy(0))
                    .peekError(error -> told.add(error.type().fullCode() + " " + error.message() + ": "
                            + error.exception().map(Throwable::getMessage).orElse("")));

            // the view outlives the incarnation; a call waits until the next one is ready, with its first state
            told.add("view was published: " + (server.read() >= 100));
            told.add("sum " + server.call(new Counter.Add(5)).orElseThrow());
            told.add("restarts " + foundation.status().counts().restarts());
        }
        return told;
    }
}
