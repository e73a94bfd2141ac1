package io.elixirscope.foundation.server;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A store looks at the fence under its lock, and a fence passes through that lock: once it has, nothing more is
/// written.
@JCStressTest
@Outcome(
        id = {"0, 0", "1, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "written before the fence was through, or never")
@Outcome(expect = Expect.FORBIDDEN, desc = "written after the fence was through")
@State
public class FenceStress {
    private final Incarnation incarnation = asleep();
    private final Object commit = new Object();
    private int written;

    private static Incarnation asleep() {
        return new Incarnation(null, 1);
    }

    @Actor
    public void handler(II_Result seen) {
        synchronized (commit) {
            if (!incarnation.fenced()) {
                written = 1;
                seen.r1 = 1;
            }
        }
    }

    @Actor
    public void supervisor(II_Result seen) {
        incarnation.fence();
        synchronized (commit) {
            seen.r2 = written;
        }
    }
}
