package io.elixirscope.foundation.testkit;

import static java.util.Objects.requireNonNull;

import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Message;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Fault injection: lets servers crash at a chosen place, without a change to their code.
/// Thread-safe.
///
/// ```java
/// servers.crashes().in("till").before(Pay.class).next(2);            // the next two payments
/// servers.crashes().in("till").after(Pay.class).oneIn(10, seed);     // by chance, as the seed says
/// servers.crashes().in("till").init().next(1);                       // the next start or restart
/// ```
///
/// A rule acts from the moment it is made, on servers that run too, until it is used up or
/// [CrashRule#end()]. Where several rules ask for a crash the first one made counts it. The
/// crash is an [InjectedCrash], thrown where the server's own code would have thrown it; it is
/// handled as any other.
///
/// [TestServers] and [DeterministicRun] have one. A Foundation that a test starts by itself
/// takes one by `Foundation.builder().around(crashes)`, a runtime by
/// `runtime.servers().around(crashes)`, before its servers start. Production code carries
/// nothing for it: without an injection nothing stands between the engine and the functions of a
/// server.
public final class CrashInjection implements GenServer.Around {
    private final List<CrashRule> rules = new CopyOnWriteArrayList<>();

    /// An injection without rules.
    public CrashInjection() {}

    /// Begins a rule for one server.
    ///
    /// @param server its name; a server of that name need not exist yet
    /// @return the places in it
    public Places in(String server) {
        requireNonNull(server, "server");
        return new Places(server);
    }

    /// All crashes so far.
    ///
    /// @return how many were injected by all rules, ended ones too
    public long injected() {
        return rules.stream().mapToLong(CrashRule::injected).sum();
    }

    @Override
    public <T> T init(String server, Supplier<T> init) {
        crashAt(server, CrashRule.Place.INIT, null);
        return init.get();
    }

    @Override
    public <T> T handle(String server, Message<?> message, Supplier<T> handler) {
        crashAt(server, CrashRule.Place.BEFORE, message);
        T step = handler.get();
        crashAt(server, CrashRule.Place.AFTER, message);
        return step;
    }

    @Override
    public void terminate(String server, ExitReason reason, Runnable terminate) {
        crashAt(server, CrashRule.Place.TERMINATE, null);
        terminate.run();
    }

    private void crashAt(String server, CrashRule.Place place, @Nullable Message<?> message) {
        for (CrashRule rule : rules) {
            rule.reached(server, place, message);
        }
    }

    /// The places of one server at which it can crash.
    public final class Places {
        private final String server;

        private Places(String server) {
            this.server = server;
        }

        /// Before the handler of a message: nothing of it has happened.
        ///
        /// @param message the message's class, or the protocol for all of them
        /// @return a rule that does nothing yet
        public CrashRule before(Class<?> message) {
            return add(CrashRule.Place.BEFORE, message);
        }

        /// After the handler of a message: what it did outside of the server has happened, its
        /// state and answer are lost.
        ///
        /// @param message the message's class, or the protocol for all of them
        /// @return a rule that does nothing yet
        public CrashRule after(Class<?> message) {
            return add(CrashRule.Place.AFTER, message);
        }

        /// Instead of `init`.
        ///
        /// @return a rule that does nothing yet
        public CrashRule init() {
            return add(CrashRule.Place.INIT, Object.class);
        }

        /// Instead of `terminate`.
        ///
        /// @return a rule that does nothing yet
        public CrashRule terminate() {
            return add(CrashRule.Place.TERMINATE, Object.class);
        }

        private CrashRule add(CrashRule.Place place, Class<?> message) {
            var rule = new CrashRule(server, place, requireNonNull(message, "message"));
            rules.add(rule);
            return rule;
        }
    }
}
