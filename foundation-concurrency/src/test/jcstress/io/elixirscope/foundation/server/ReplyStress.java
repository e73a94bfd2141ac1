package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// Who sees the answer in the envelope sees what the handler wrote before it.
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "not answered yet")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "answered, and all that went into it is there")
@Outcome(expect = Expect.FORBIDDEN, desc = "an answer without its contents")
@State
public class ReplyStress {
    private record Question() implements Call<Object, int[]> {}

    private static final Scheduler SCHEDULER = Scheduler.system();
    private final Envelope envelope = Envelope.call(new Question(), null, new Thread());

    @Actor
    public void handler() {
        int[] contents = new int[1];
        contents[0] = 1;
        envelope.answer(Result.ok(contents), SCHEDULER);
    }

    @Actor
    public void caller(II_Result seen) {
        Result<?> answer = envelope.answer();
        if (answer != null) {
            seen.r1 = 1;
            seen.r2 = ((int[]) answer.orElseThrow())[0];
        }
    }
}
