package io.elixirscope.foundation.examples.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.elixirscope.foundation.examples.orders.account.Account;
import io.elixirscope.foundation.examples.orders.account.AcknowledgedFile;
import io.elixirscope.foundation.examples.orders.account.OrdersAccount;
import io.elixirscope.foundation.examples.orders.gateway.PaymentGateway;
import io.elixirscope.foundation.examples.orders.lines.Fields;
import io.elixirscope.foundation.examples.orders.lines.NodeLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One demo from start to account: node, kill, node again, escalation, drain, account.
final class DemoRun implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);
    private static final Duration LONGEST_CHAOS_PERIOD = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT_FOR_CRASHES = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration BETWEEN_ESCALATIONS = Duration.ofSeconds(6);
    private static final int STRIKES_IN_SHORT_HALF = 4;

    private final Path data;
    private final Duration half;
    private final DemoTalk talk;
    private final PaymentGateway gateway;
    private final Settings settings;
    private final AcknowledgedFile acknowledged;
    private final List<NodeCounts> counts = new ArrayList<>();
    private volatile @Nullable NodeProcess node;
    private volatile boolean closed;

    private DemoRun(
            Path data,
            Duration half,
            DemoTalk talk,
            PaymentGateway gateway,
            Settings settings,
            AcknowledgedFile acknowledged) {
        this.data = data;
        this.settings = settings;
        this.half = half;
        this.talk = talk;
        this.gateway = gateway;
        this.acknowledged = acknowledged;
    }

    static DemoRun open(Path data, long seconds, DemoTalk talk) throws IOException {
        var half = Duration.ofSeconds(seconds).dividedBy(2);
        return new DemoRun(
                data, half, talk, PaymentGateway.start(), Settings.create(data), AcknowledgedFile.open(data));
    }

    /// Runs it all.
    DemoAccount run() throws IOException, InterruptedException, DemoFailure {
        talk.say("payment gateway at " + gateway.address() + ", data in " + data);
        var first = start();
        works(first, half);
        talk.say("kill -9 " + first.pid());
        long kills = first.kill() ? 1 : 0;
        settings.edit();
        var second = start();
        works(second, half.dividedBy(2));
        settings.command();
        second.escalate();
        works(second, half.dividedBy(2));
        awaitCrashes(second);
        talk.say("no more orders; finishing those that are open");
        if (!second.drain(LONGEST_DRAIN)) {
            throw new DemoFailure("the node did not stop in order", data.resolve("node.log"));
        }
        acknowledged.close();
        talk.say("the node has stopped in order; drawing up the account");
        return new DemoAccount(
                account(),
                counts,
                kills,
                gateway.doubleCharges(),
                half.multipliedBy(2).toSeconds());
    }

    private NodeProcess start() throws IOException, InterruptedException, DemoFailure {
        var own = new NodeCounts();
        counts.add(own);
        var shorter = half.dividedBy(STRIKES_IN_SHORT_HALF);
        var chaosPeriod = shorter.compareTo(LONGEST_CHAOS_PERIOD) < 0 ? shorter : LONGEST_CHAOS_PERIOD;
        var started = NodeProcess.start(data, settings.file(), gateway.address(), chaosPeriod, line -> hear(line, own));
        node = started;
        if (closed) {
            started.close();
        }
        if (!started.awaitReady(LONGEST_START)) {
            throw new DemoFailure("the node did not start", data.resolve("node.log"));
        }
        return started;
    }

    private void works(NodeProcess node, Duration time) throws InterruptedException, DemoFailure {
        if (!node.works(time)) {
            throw new DemoFailure("the node ended by itself", data.resolve("node.log"));
        }
    }

    /// A very short demo may be over before the first crash, and on a busy machine crashes may come too slowly for a
    /// supervisor to give up: it goes on until both were seen.
    private void awaitCrashes(NodeProcess second) throws InterruptedException, DemoFailure {
        long deadline = System.nanoTime() + LONGEST_WAIT_FOR_CRASHES.toNanos();
        long again = System.nanoTime() + BETWEEN_ESCALATIONS.toNanos();
        while (!crashesSeen() && System.nanoTime() < deadline) {
            works(second, LOOK);
            if (System.nanoTime() > again) {
                second.escalate();
                again = System.nanoTime() + BETWEEN_ESCALATIONS.toNanos();
            }
        }
    }

    private boolean crashesSeen() {
        return counts.stream().anyMatch(each -> each.restarts() > 0)
                && counts.stream().anyMatch(each -> each.escalations() > 0);
    }

    private void hear(NodeLine line, NodeCounts own) {
        own.add(line);
        switch (line) {
            case NodeLine.Accepted(var acknowledgement) -> {
                try {
                    acknowledged.add(acknowledgement);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
            case NodeLine.Ready(var open) ->
                talk.say("the node takes orders" + (open == 0 ? "" : "; " + open + " open ones go on"));
            case NodeLine.Refused(var report) -> talk.say("the node could not start:\n" + report);
            case NodeLine.Restarted(var server, var cause, var nanos) ->
                talk.say(server + " crashed " + cause + " → at work again in " + DemoTalk.time(nanos));
            case NodeLine.Escalated(var supervisor, var child) ->
                talk.say("supervisor " + supervisor + " gave up on " + child + " → the one above starts it again");
            case NodeLine.Configured(var version, var change, var why, var _) ->
                talk.say("configuration v" + version + ": " + change + " (" + why + ")");
            case NodeLine.Status status ->
                talk.say("orders " + DemoTalk.number(status.accepted()) + ", completed "
                        + DemoTalk.number(status.completed()) + ", rejected " + DemoTalk.number(status.rejected())
                        + ", open " + status.open());
            case NodeLine.Erred _, NodeLine.Summary _ -> {
                // counted only
            }
        }
    }

    /// Lets a process of its own draw up the account. It says on standard error what does not balance, and exits 1.
    private Account account() throws IOException, InterruptedException, DemoFailure {
        var process = new ProcessBuilder(NodeProcess.command(OrdersAccount.class, data.toString()))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        data.resolve("account.log").toFile()))
                .start();
        try {
            var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            process.waitFor();
            return Fields.read(printed.strip())
                    .map(Account::of)
                    .orElseThrow(
                            () -> new DemoFailure("the account could not be drawn up", data.resolve("account.log")));
        } finally {
            process.destroyForcibly();
        }
    }

    /// Ends whatever still runs. Called by another thread when the demo is interrupted.
    @Override
    public void close() throws IOException {
        closed = true;
        var running = node;
        if (running != null) {
            running.close();
        }
        gateway.close();
        acknowledged.close();
    }
}
