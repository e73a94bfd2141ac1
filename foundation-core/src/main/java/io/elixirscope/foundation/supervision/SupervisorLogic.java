package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.RetryStrategy;
import io.elixirscope.foundation.error.Severity;
import io.elixirscope.foundation.server.ExitReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The decision of a supervisor, as OTP's `supervisor` makes it; waits and escalation are ours.
final class SupervisorLogic {
    private SupervisorLogic() {}

    /// What a supervisor is told to do.
    record Rules(
            RestartStrategy strategy,
            RestartIntensity intensity,
            RetryStrategy backoff,
            AutoShutdown autoShutdown,
            Optional<Severity> escalateOn) {}

    /// A present child.
    record Member(ChildSpec spec, Place place) {
        String id() {
            return spec.id();
        }
    }

    /// Where a present child stands.
    enum Place {
        /// It runs, or is about to without a wait.
        ACTIVE,
        /// Its restart, and its group's, waits.
        WAITING,
        /// It does not run, and nobody is about to start it.
        RESTING
    }

    /// The end of a child.
    ///
    /// @param child its id
    /// @param reason why it ended
    /// @param severity of the error that ended it, where there was one
    record End(String child, ExitReason reason, Optional<Severity> severity) {}

    /// When a decision is made, and its luck.
    ///
    /// @param nanos now
    /// @param random any 64 random bits
    record Moment(long nanos, long random) {}

    /// What to do about the end of a child.
    ///
    /// @param members the present children in starting order, the ended one among them
    static Decision decide(Rules rules, List<Member> members, End end, RestartHistory history, Moment now) {
        ChildSpec spec = find(members, end.child()).spec();
        Optional<Severity> tooSevere = end.severity()
                .filter(severity -> rules.escalateOn()
                        .filter(limit -> severity.compareTo(limit) >= 0)
                        .isPresent());
        if (tooSevere.isPresent()) {
            return new Decision.Escalate(tooSevere.get());
        }
        boolean again = switch (spec.restart()) {
            case TEMPORARY -> false;
            case TRANSIENT -> end.reason().abnormal();
            case PERMANENT -> true;
        };
        if (again) {
            return restart(rules, members, end.child(), history, now);
        }
        if (endsAll(rules.autoShutdown(), members, spec)) {
            return new Decision.ShutDown();
        }
        return spec.restart() == RestartType.TEMPORARY ? new Decision.Remove() : new Decision.Leave();
    }

    private static boolean endsAll(AutoShutdown autoShutdown, List<Member> members, ChildSpec ended) {
        return ended.markedSignificant()
                && switch (autoShutdown) {
                    case NEVER -> false;
                    case ANY_SIGNIFICANT -> true;
                    case ALL_SIGNIFICANT -> isLastSignificant(members, ended);
                };
    }

    private static boolean isLastSignificant(List<Member> members, ChildSpec ended) {
        return members.stream()
                .filter(each -> !each.id().equals(ended.id()) && each.place() != Place.RESTING)
                .noneMatch(each -> each.spec().markedSignificant());
    }

    private static Decision restart(
            Rules rules, List<Member> members, String child, RestartHistory history, Moment now) {
        for (Member each : members) {
            if (each.place() == Place.WAITING
                    && group(rules.strategy(), members, each.id()).concerns(child)) {
                return new Decision.Join(each.id());
            }
        }
        RestartWindow window = history.window().with(now.nanos(), rules.intensity());
        if (window.exceeds(rules.intensity())) {
            return new Decision.GiveUp(history.with(window));
        }
        Decision.Group group = group(rules.strategy(), members, child);
        Duration calm = longest(rules.backoff());
        if (calm.isZero()) {
            return new Decision.Restart(group, Duration.ZERO, history.with(window));
        }
        // what restarts together waits together: its restarts make one row
        String unit = rules.strategy() == RestartStrategy.ONE_FOR_ONE ? child : "";
        int attempt = history.attempt(unit, calm, now.nanos());
        Duration delay = rules.backoff().delay(attempt, now.random()).orElse(Duration.ZERO);
        var streak = new RestartHistory.Streak(attempt, now.nanos() + TimeSpan.nanos(delay));
        return new Decision.Restart(group, delay, history.with(window, unit, streak, calm, now.nanos()));
    }

    /// The longest that one wait can be.
    private static Duration longest(RetryStrategy backoff) {
        return switch (backoff) {
            case RetryStrategy.None _, RetryStrategy.Immediate _ -> Duration.ZERO;
            case RetryStrategy.Fixed(var delay) -> delay;
            case RetryStrategy.Exponential(var _, var cap) -> cap;
        };
    }

    /// Who restarts together with `child`.
    static Decision.Group group(RestartStrategy strategy, List<Member> members, String child) {
        List<String> stop = new ArrayList<>();
        List<String> start = new ArrayList<>();
        List<String> remove = new ArrayList<>();
        boolean reached = strategy == RestartStrategy.ONE_FOR_ALL;
        for (Member each : members) {
            boolean itself = each.id().equals(child);
            reached |= itself;
            boolean concerned = itself || (reached && strategy != RestartStrategy.ONE_FOR_ONE);
            if (!concerned) {
                continue;
            }
            if (!itself) {
                stop.add(each.id());
            }
            // OTP: a temporary child is never restarted, not even with its group
            (each.spec().restart() == RestartType.TEMPORARY ? remove : start).add(each.id());
        }
        Collections.reverse(stop);
        return new Decision.Group(stop, start, remove);
    }

    private static Member find(List<Member> members, String child) {
        return members.stream()
                .filter(each -> each.id().equals(child))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no child named " + child));
    }
}
