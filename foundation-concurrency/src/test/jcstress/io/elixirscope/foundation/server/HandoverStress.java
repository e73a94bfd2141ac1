package io.elixirscope.foundation.server;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A server's plain state goes from one owner to the next through the head of its mailbox: no increment is lost, and
/// who
/// comes second sees the first one's. Owners are two callers on loan.
@JCStressTest
@Outcome(
        id = {"1, 2", "2, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "one after the other")
@Outcome(
        id = {"0, 1", "1, 0"},
        expect = Expect.ACCEPTABLE,
        desc = "one found the server busy")
@Outcome(expect = Expect.FORBIDDEN, desc = "both at once, or the second did not see the first")
@State
public class HandoverStress {
    private final Mailbox mailbox = idle();
    private final Envelope loan = Envelope.loan();
    private int state;

    private static Mailbox idle() {
        var mailbox = new Mailbox(4);
        mailbox.release();
        return mailbox;
    }

    private int handle() {
        if (!mailbox.lend(loan)) {
            return 0;
        }
        int next = ++state;
        mailbox.endLoan(loan);
        mailbox.release();
        return next;
    }

    @Actor
    public void one(II_Result seen) {
        seen.r1 = handle();
    }

    @Actor
    public void other(II_Result seen) {
        seen.r2 = handle();
    }
}
