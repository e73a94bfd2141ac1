package io.elixirscope.foundation.server;

import io.elixirscope.foundation.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/// What a server's own code may use of its engine. Valid on the incarnation's thread only, while its code runs;
/// elsewhere every method throws [IllegalStateException].
///
/// @param <P> the server's protocol
public interface ServerContext<P> {
    /// The server's own address. A cast to it never blocks and is never refused; a call to it is `S403 call_cycle`.
    ///
    /// @return the address
    ServerRef<P> self();

    /// A number that only grows: start number of the data directory, then the incarnation's
    /// epoch. Give it to systems outside the Foundation so that they can refuse a fenced
    /// incarnation.
    ///
    /// @return the token, `> 0`
    long fencingToken();

    /// The wall time of the runtime's clock.
    ///
    /// @return now
    Instant now();

    /// The address of another server of the same runtime, valid before that server is ready.
    ///
    /// @param <Q> its protocol
    /// @param <V> its view
    /// @param server its definition
    /// @return the address
    <Q, V> Server<Q, V> ref(GenServer<Q, V> server);

    /// The right to answer the call being handled later, after returning [Reply#later(Object)].
    ///
    /// @param <R> the type of the answer
    /// @param current the call being handled
    /// @return the right to answer
    /// @throws IllegalArgumentException if `current` is not the call being handled
    <R> ReplyTo<R> replyTo(Call<P, R> current);

    /// Sends `message` to this incarnation after `delay`. Dropped and counted when the incarnation ends first.
    ///
    /// @param message the cast
    /// @param delay how long to wait, `>= 0`
    /// @return the timer
    Timer sendAfter(Cast<P> message, Duration delay);

    /// Sends `message` to this incarnation every `period`. A tick that finds the one before still
    /// waiting is skipped and counted.
    ///
    /// @param message the cast
    /// @param period time between ticks, `> 0`
    /// @return the timer
    Timer sendEvery(Cast<P> message, Duration period);

    /// Watches the current incarnation of `other`. When it ends, `onDown` makes the message that this server then
    /// handles.
    ///
    /// @param other the server to watch, of the same runtime
    /// @param onDown makes the message; runs on this server's thread
    /// @return the watch
    Monitor monitor(ServerRef<?> other, Function<Monitor.Down, ? extends Cast<P>> onDown);

    /// Watches the name of `other` over its incarnations: [Monitor.Up] when one is ready, [Monitor.Down] when
    /// that one is over, [Monitor.Gone] when its supervisor has put it out of service. The first news, at
    /// once, is how it stands; there is none before its first incarnation is ready. Each is made a message
    /// that this server then handles, in order. The watch ends with this incarnation, or when it is cancelled.
    ///
    /// @param other the server to watch, of the same runtime
    /// @param onNews makes the message; runs on this server's thread
    /// @return the watch
    /// @throws IllegalArgumentException if `other` is not of the same runtime
    Monitor watch(ServerRef<?> other, Function<? super Monitor.News, ? extends Cast<P>> onNews);

    /// Links this incarnation with the present one of `other`: when one of the two ends, for any reason but
    /// [ExitReason.Normal], the other ends too, after the message in hand, with [ExitReason.Linked] as its
    /// reason; `terminate` runs. One that was declared with [GenServerBuilder#trapExits] gets a message
    /// instead, for a normal end too. To link twice, or from both sides, makes one link. A link to a server
    /// that does not run is at its end at once.
    ///
    /// Each of the two is then restarted, or not, by its own supervisor; the next incarnations are not linked.
    /// An orderly stop ends the partners too, before what waits for them is handled. Nothing interrupts a
    /// partner that is busy. To link a server with itself does nothing.
    ///
    /// @param other the server to link with, of the same runtime
    /// @throws IllegalArgumentException if `other` is not of the same runtime
    void link(ServerRef<?> other);

    /// Undoes [#link(ServerRef)], whichever side made it. A message about an end that has come already stays.
    ///
    /// @param other the server it is linked with; nothing happens if it is not
    /// @throws IllegalArgumentException if `other` is not of the same runtime
    void unlink(ServerRef<?> other);
}
