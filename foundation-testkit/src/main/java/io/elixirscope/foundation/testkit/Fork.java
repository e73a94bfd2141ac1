package io.elixirscope.foundation.testkit;

import io.elixirscope.foundation.time.Gate;
import io.elixirscope.foundation.time.Scheduler;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A piece of a seeded run's test that runs beside the others on a thread of its own.
/// Thread-safe.
///
/// @param <T> what it gives
public final class Fork<T> {
    private final String name;
    private final Gate<Outcome<T>> outcome;

    private record Outcome<T>(@Nullable T value, @Nullable Throwable thrown) {}

    Fork(String name, Scheduler scheduler) {
        this.name = name;
        this.outcome = new Gate<>(scheduler);
    }

    void run(Callable<T> body) {
        Outcome<T> end;
        try {
            end = new Outcome<>(body.call(), null);
        } catch (BatonScheduler.RunOver over) {
            throw over;
        } catch (Throwable thrown) {
            end = new Outcome<>(null, thrown);
        }
        outcome.open(end);
    }

    /// Waits for its end. Other threads of the run go on meanwhile.
    ///
    /// @return what it gave
    /// @throws AssertionError if it threw, with that as its cause; an assertion's failure as it
    ///     is
    @SuppressWarnings("NullAway") // what it gave may be null where T may be
    public T join() {
        Outcome<T> end = outcome.await();
        Throwable thrown = end.thrown();
        if (thrown instanceof AssertionError failed) {
            throw failed;
        }
        if (thrown != null) {
            throw new AssertionError("\"" + name + "\" threw " + thrown, thrown);
        }
        return end.value();
    }
}
