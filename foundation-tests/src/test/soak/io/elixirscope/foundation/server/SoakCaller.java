package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.Result;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// One sender: what it does is drawn from its seed alone, whatever comes of it.
final class SoakCaller {
    private final int me;
    private final SoakWorld world;
    private final Ledger ledger;
    private final SplittableRandom random;
    /// The newest view that it has seen of each server.
    private final Map<Site, Job.Mark> seen = new HashMap<>();

    SoakCaller(int me, SoakWorld world, SplittableRandom random) {
        this.me = me;
        this.world = world;
        this.ledger = world.ledger();
        this.random = random;
    }

    /// Sends at least that many messages, and goes on until the servers are stopped.
    void send(int messages, Runnable halfDone) {
        for (long number = 1; !ledger.failed(); number++) {
            if (number == messages) {
                halfDone.run();
            }
            if (number > messages && ledger.stopping) {
                return;
            }
            int place = random.nextInt(12);
            Site permanent = world.permanent(place);
            Site site = place < 9 ? permanent : world.temporary(place);
            boolean call = random.nextInt(100) < 60;
            Job.Deed deed = deed(call);
            Duration limit = limit(deed);
            boolean interrupted = random.nextInt(50) == 0;
            if (site == null) {
                continue;
            }
            if (call) {
                call(site, Ticket.call(site.label, me, number, deed, limit), interrupted, place >= 9);
            } else {
                var ticket = ledger.open(Ticket.cast(site.label, me, number, deed));
                ledger.accepted(ticket, world.ref(site).cast(new Job.Tell(ticket)), false, place >= 9);
            }
            look(site);
        }
    }

    private Job.Deed deed(boolean call) {
        int dice = random.nextInt(1_000);
        if (dice < 20) {
            return Job.Deed.CRASH;
        } else if (dice < 26) {
            return Job.Deed.LINGER;
        } else if (dice < 35) {
            return Job.Deed.SPIN;
        } else if (dice < 50) {
            return Job.Deed.STOP;
        } else if (dice < 100) {
            return Job.Deed.NEST;
        } else if (dice < 150) {
            return Job.Deed.CONTINUE;
        } else if (dice < 230) {
            return Job.Deed.PROMISE;
        } else if (call && dice < 260) {
            return Job.Deed.REFUSE;
        } else if (call && dice < 270) {
            return Job.Deed.FORGET;
        }
        return Job.Deed.ADD;
    }

    private Duration limit(Job.Deed deed) {
        int dice = random.nextInt(10);
        if (deed == Job.Deed.FORGET || dice == 0) {
            return Duration.ofMillis(random.nextInt(1, 20));
        }
        return dice == 1 ? Duration.ofNanos(random.nextInt(200_000)) : Ticket.LONG;
    }

    private void call(Site site, Ticket ticket, boolean interrupted, boolean temporary) {
        ledger.open(ticket);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Result<Job.Mark> answer = world.ref(site).call(new Job.Ask(ticket), ticket.limit);
        if (Thread.interrupted() != interrupted) {
            ledger.wrong("the caller's interrupt was " + (interrupted ? "lost" : "invented"), ticket);
        }
        ledger.answered(ticket, answer, interrupted, false, temporary);
        if (answer instanceof Result.Ok<Job.Mark>(var mark) && look(site).before(mark)) {
            ledger.wrong("answered before it was to be seen", ticket);
        }
    }

    /// What others see of a server never goes back.
    private Job.Mark look(Site site) {
        Job.Mark before = seen.get(site);
        Job.Mark now = world.ref(site).read();
        if (before != null && now.before(before)) {
            ledger.wrong("server " + site.label + " was seen at " + before + " and then at " + now);
        }
        seen.put(site, now);
        return now;
    }
}
