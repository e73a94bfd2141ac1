package io.elixirscope.foundation.server;

/// What a server of the soak is asked to do, and the ticket by which the ledger knows the message.
sealed interface Job {
    /// The message in the ledger.
    Ticket ticket();

    /// To be answered with the state's mark.
    record Ask(Ticket ticket) implements Job, Call<Job, Mark> {}

    /// Not to be answered.
    record Tell(Ticket ticket) implements Job, Cast<Job> {}

    /// From a server to itself, at once, by a timer or as a continuation: gives the answer that it promised, if any.
    record Recall(Ticket ticket, ReplyTo<Mark> reply, Ticket promised) implements Job, Cast<Job> {}

    /// What others see of a server: its incarnation, and how many messages that one has handled.
    record Mark(long epoch, long count) {
        boolean before(Mark other) {
            return epoch < other.epoch || (epoch == other.epoch && count < other.count);
        }
    }

    /// What the handler does.
    enum Deed {
        /// Answers at once.
        ADD,
        /// Refuses.
        REFUSE,
        /// Throws.
        CRASH,
        /// Answers later, by a timer or a message to itself.
        PROMISE,
        /// Promises and forgets.
        FORGET,
        /// Stays away for longer than a supervisor waits, whatever is asked of it.
        LINGER,
        /// Uses up its processor for a while.
        SPIN,
        /// Answers, then ends its incarnation.
        STOP,
        /// Sends to another server before it answers.
        NEST,
        /// Answers, then goes on with a message to itself.
        CONTINUE,
        /// A message to itself is handled.
        RECALL
    }
}
