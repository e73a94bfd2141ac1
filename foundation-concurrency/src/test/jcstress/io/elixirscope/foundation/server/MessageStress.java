package io.elixirscope.foundation.server;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// Who takes a message sees what its sender wrote before sending it.
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "not sent yet")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "taken, and all that went into it is there")
@Outcome(expect = Expect.FORBIDDEN, desc = "a message without its contents")
@State
public class MessageStress {
    private record Text(int[] contents) implements Cast<Object> {}

    private final Mailbox mailbox = new Mailbox(4);

    @Actor
    public void sender() {
        int[] contents = new int[1];
        contents[0] = 1;
        mailbox.link(Envelope.cast(new Text(contents), null));
    }

    @Actor
    public void owner(II_Result seen) {
        Envelope taken = mailbox.take();
        if (taken != null) {
            seen.r1 = 1;
            seen.r2 = ((Text) ((Envelope.Sent) taken.content).message()).contents()[0];
        }
    }
}
