package io.elixirscope.foundation.testkit;

import io.elixirscope.foundation.server.Message;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// When one place of one server crashes, and how often it did. Thread-safe. Made by
/// [CrashInjection]; does nothing until one of [#next], [#every], [#oneIn] and [#always] is
/// called; a later call replaces the earlier one.
public final class CrashRule {
    private final String server;
    private final Place place;
    private final Class<?> message;

    private LongPredicate crashes = _ -> false;
    /// Times the place was reached since the rule was last set.
    private long reached;
    private long injected;

    /// Where in a server.
    enum Place {
        INIT("init"),
        BEFORE("before the handler of"),
        AFTER("after the handler of"),
        TERMINATE("terminate");

        private final String text;

        Place(String text) {
            this.text = text;
        }
    }

    CrashRule(String server, Place place, Class<?> message) {
        this.server = server;
        this.place = place;
        this.message = message;
    }

    /// The next times that the place is reached.
    ///
    /// @param times how often, `>= 1`
    /// @return this rule
    public CrashRule next(int times) {
        check("times", times);
        return set(number -> number <= times);
    }

    /// Every so many times: with 3 the third, the sixth, …
    ///
    /// @param times `>= 1`
    /// @return this rule
    public CrashRule every(int times) {
        check("times", times);
        return set(number -> number % times == 0);
    }

    /// By chance. The same seed gives the same choice for the first, the second, … time the
    /// place is reached.
    ///
    /// @param times one in so many on average, `>= 1`
    /// @param seed any number
    /// @return this rule
    public CrashRule oneIn(int times, long seed) {
        check("times", times);
        var random = new SplittableRandom(seed);
        return set(_ -> random.nextInt(times) == 0);
    }

    /// Each time.
    ///
    /// @return this rule
    public CrashRule always() {
        return set(_ -> true);
    }

    /// No more from now on.
    public void end() {
        set(_ -> false);
    }

    /// How often this rule let the server crash.
    ///
    /// @return the number since it was made
    public synchronized long injected() {
        return injected;
    }

    @Override
    public String toString() {
        return server + ": " + where();
    }

    private String where() {
        return message == Object.class ? place.text : place.text + " " + message.getSimpleName();
    }

    /// Throws if the place is this rule's and its time has come.
    void reached(String name, Place at, @Nullable Message<?> handled) {
        if (at != place || !name.equals(server) || !(handled == null || message.isInstance(handled))) {
            return;
        }
        long number;
        synchronized (this) {
            if (!crashes.test(++reached)) {
                return;
            }
            number = ++injected;
        }
        throw new InjectedCrash("injected crash " + number + ": " + where() + " in server " + server);
    }

    private synchronized CrashRule set(LongPredicate when) {
        crashes = when;
        reached = 0;
        return this;
    }

    private static void check(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be >= 1, was " + value);
        }
    }
}
