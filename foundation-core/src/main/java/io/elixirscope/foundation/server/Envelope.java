package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One message on its way, linked into a mailbox. For a call it is also where the caller waits: the
/// superclass's word is null while it waits, then the answer or [#GONE], set once.
@SuppressWarnings("serial") // never serialised
final class Envelope extends AtomicReference<@Nullable Object> {
    /// The word of a call whose caller gave up.
    private static final Object GONE = new Object();

    /// What is inside.
    sealed interface Content {}

    /// A call or a cast. `owner` is the epoch that alone may handle it, 0 for any.
    record Sent(Message<?> message, long owner) implements Content {}

    /// A tick of a periodic timer.
    record Tick(Message<?> message, OwnTimers.OwnTimer timer, long owner) implements Content {}

    /// The end of a watched incarnation.
    record DownNotice(Monitor.Down down, Function<Monitor.Down, ? extends Message<?>> onDown, long owner)
            implements Content {}

    /// How a watched name stands.
    record NewsNotice(Monitor.News news, NameWatchers.NameWatch watch, long owner) implements Content {}

    /// The end of a linked incarnation, for one that traps.
    record ExitNotice(GenServer.Exit exit, Function<? super GenServer.Exit, ? extends Message<?>> onExit, long owner)
            implements Content {}

    /// Nothing was handled for a while, or so it seemed when it was sent.
    record IdleNotice(IdleTimeout.Wait idle, long owner) implements Content {}

    /// A cast of [WaitingCasts], the oldest when this is taken.
    record Ticket(long owner) implements Content {}

    /// A message of a feed may be due; the feed says which.
    record Due(Incarnation.Feed feed, long owner) implements Content {}

    /// A message that a feed gave, made on the server's thread.
    record Fed(Supplier<? extends Message<?>> message, long owner) implements Content {}

    /// Stop when all before it is handled.
    record StopMark(ExitReason reason, long owner) implements Content {}

    final Content content;
    final @Nullable ErrorContext context;
    /// Whether it takes a place in the bounded mailbox.
    final boolean counted;

    private final @Nullable Thread caller;
    /// Which loan this one lies on: the bottom of the stack it is linked to; written before it is linked.
    @Nullable
    Envelope loan;
    /// Next older in the stack, next younger once the stack was reversed; written before it is linked and
    /// by the owner.
    @Nullable
    Envelope next;
    /// Set when the handler returns "later"; then the caller waits for nobody in particular.
    volatile @Nullable Incarnation deferredBy;

    private Envelope(Content content, @Nullable ErrorContext context, boolean counted, @Nullable Thread caller) {
        this.content = content;
        this.context = context;
        this.counted = counted;
        this.caller = caller;
    }

    /// What stands in a mailbox's head while a caller runs its own message; one for each thread.
    static Envelope loan() {
        Envelope mark = system(new StopMark(ExitReason.shutdown(), -1), null);
        mark.loan = mark;
        return mark;
    }

    static Envelope call(Call<?, ?> message, @Nullable ErrorContext context, Thread caller) {
        return new Envelope(new Sent(message, 0), context, true, caller);
    }

    static Envelope cast(Message<?> message, @Nullable ErrorContext context) {
        return new Envelope(new Sent(message, 0), context, true, null);
    }

    /// What stands for a cast of [WaitingCasts]; its place is the cast's.
    static Envelope ticket() {
        return new Envelope(new Ticket(0), null, true, null);
    }

    /// A message that only the incarnation `owner` handles, and that never counts against the bound.
    static Envelope own(Message<?> message, @Nullable ErrorContext context, long owner) {
        return new Envelope(new Sent(message, owner), context, false, null);
    }

    /// A message of the engine, which never counts against the bound.
    static Envelope system(Content content, @Nullable ErrorContext context) {
        return new Envelope(content, context, false, null);
    }

    /// Whether something is lost when it is not handled: not with a mark, and a feed counts its own losses.
    boolean matters() {
        return !(content instanceof StopMark) && !(content instanceof Due);
    }

    long owner() {
        return switch (content) {
            case Sent sent -> sent.owner();
            case Tick tick -> tick.owner();
            case DownNotice notice -> notice.owner();
            case NewsNotice notice -> notice.owner();
            case ExitNotice notice -> notice.owner();
            case IdleNotice notice -> notice.owner();
            case Ticket ticket -> ticket.owner();
            case Due due -> due.owner();
            case Fed fed -> fed.owner();
            case StopMark mark -> mark.owner();
        };
    }

    boolean isCall() {
        return caller != null;
    }

    /// Answers the call and wakes its caller.
    ///
    /// @return false if it was answered before or its caller gave up
    boolean answer(Result<?> result, Scheduler scheduler) {
        if (!compareAndSet(null, result)) {
            return false;
        }
        Incarnation deferrer = deferredBy;
        if (deferrer != null) {
            deferrer.deferred().remove(this);
        }
        if (caller != null) {
            scheduler.wake(caller);
        }
        return true;
    }

    /// The caller stops waiting.
    ///
    /// @return false if the answer came first
    boolean giveUp() {
        if (!compareAndSet(null, GONE)) {
            return false;
        }
        Incarnation deferrer = deferredBy;
        if (deferrer != null) {
            deferrer.deferred().remove(this);
        }
        return true;
    }

    /// Whether nobody waits for an answer any more.
    boolean settled() {
        return get() != null;
    }

    /// The answer, null while there is none.
    @Nullable
    Result<?> answer() {
        return get() instanceof Result<?> result ? result : null;
    }

    /// The message's type for people, without its package.
    String label() {
        return switch (content) {
            case Sent sent -> HandlerTable.typeOf(sent.message()).getSimpleName();
            case Tick tick -> HandlerTable.typeOf(tick.message()).getSimpleName();
            case DownNotice _ -> "Down";
            case NewsNotice notice -> notice.news().getClass().getSimpleName();
            case ExitNotice _ -> "Exit";
            case IdleNotice notice ->
                HandlerTable.typeOf(notice.idle().message()).getSimpleName();
            case Ticket _ -> "Cast";
            case Due _, Fed _ -> "Published";
            case StopMark _ -> "Stop";
        };
    }
}
