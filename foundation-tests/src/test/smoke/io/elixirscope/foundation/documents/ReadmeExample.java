package io.elixirscope.foundation.documents;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.supervision.Supervisor;
import java.io.PrintStream;
import java.util.List;

/// The example of README.md; `ReadmeSmokeTest` runs it and compares both texts.
final class ReadmeExample {

    private ReadmeExample() {}

    // @start region="readme"
    sealed interface Till {
        record Split(int guests) implements Till, Call<Till, Integer> {}
    }

    static void run(PrintStream out) {
        var till = GenServer.named("till", Till.class)
                .init(_ -> Init.ready(100))
                .onCall(Till.Split.class, (split, cents) -> Reply.ok(cents / split.guests(), cents))
                .build();
        var shop = Supervisor.named("shop").child(till).build();
        try (var foundation = Foundation.builder().supervise(shop).start().orElseThrow()) {
            for (int guests : List.of(4, 0, 5)) {
                switch (foundation.ref(till).call(new Till.Split(guests))) {
                    case Result.Ok<Integer>(Integer cents) -> out.println(cents + " cents each");
                    case Result.Err<?>(FoundationError error) -> out.println(error);
                }
            }
            out.println("restarts: " + foundation.status().counts().restarts());
        }
    }
    // @end region="readme"
}
