package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// Who reads a view sees what the handler wrote before it was published, and who was answered sees that view.
@JCStressTest
@Outcome(
        id = {"0, 0, 0", "0, 1, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "not answered yet")
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "answered, and the view is the new one")
@Outcome(expect = Expect.FORBIDDEN, desc = "a view without its contents, or an answer before its view")
@State
public class ViewStress {
    private record Question() implements Call<Object, Integer> {}

    /// Not final on purpose: nothing but the publication makes it visible.
    private static final class View {
        int contents;
    }

    private static final Scheduler SCHEDULER = Scheduler.system();
    private static final View EMPTY = new View();

    private final Published<View> published = new Published<>();
    private final Envelope envelope = Envelope.call(new Question(), null, new Thread());

    public ViewStress() {
        published.set(EMPTY);
    }

    @Actor
    public void handler() {
        View next = new View();
        next.contents = 1;
        published.set(next);
        envelope.answer(Result.ok(1), SCHEDULER);
    }

    @Actor
    public void reader(III_Result seen) {
        seen.r1 = envelope.answer() == null ? 0 : 1;
        View view = published.get();
        seen.r2 = view == EMPTY ? 0 : 1;
        seen.r3 = view.contents;
    }
}
