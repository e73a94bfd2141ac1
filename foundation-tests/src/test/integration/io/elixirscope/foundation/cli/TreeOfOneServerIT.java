package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.value.Redacted;
import io.elixirscope.foundation.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `foundation tree NAME`: one server of a running node, whole.
@Timeout(60)
final class TreeOfOneServerIT {
    private final GenServer<Till, Drawer> billing = GenServer.named("billing", Till.class)
            .init(_ -> Init.ready(new Drawer(100, "4711", List.of("a", "b"))))
            .onCall(Till.Split.class, (split, drawer) -> Reply.ok(drawer.cents() / split.guests(), drawer))
            .build();

    @TempDir
    private Path data;

    private Foundation node;

    sealed interface Till {
        record Split(int guests) implements Till, Call<Till, Long> {}
    }

    record Drawer(long cents, @Redacted String pin, List<String> open) {}

    @BeforeEach
    void start() {
        node = Foundation.builder()
                .dataDirectory(data)
                .node("front")
                .supervise(Supervisor.named("shop").child(billing).build())
                .start()
                .orElseThrow();
        node.ref(billing).call(new Till.Split(4)).orElseThrow();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void crash() {
        assertThat(node.ref(billing).call(new Till.Split(0)).succeeded()).isFalse();
        node.ref(billing).call(new Till.Split(1)).orElseThrow(); // it is back
    }

    private Map<String, Value> json() {
        var run = Cli.run("tree", "billing", "--data", data, "--json");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.lines()).hasSize(1);
        return EventsVerbCase.json(run.lines().getFirst());
    }

    @Test
    void isShownWithItsMessagesAndItsViewWithoutSecrets() {
        var run = Cli.run("tree", "billing", "--data", data);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).doesNotContain("4711");
        assertThat(run.out()
                        .replaceAll("for \\d+ s", "for T")
                        .replaceAll("incarnation \\d+", "incarnation N")
                        .stripTrailing())
                .isEqualTo("""
                        billing  RUNNING for T, 0 restarts, incarnation N

                        mailbox     0 of 1,024
                        handled     1 message
                        lost        0 dropped, 0 skipped, 0 late answers; the mailbox was full 0 times
                        now         no message in hand
                        view
                                    cents: 100
                                    pin: •••
                                    open:
                                      - a
                                      - b
                        last crash  none""");
    }

    @Test
    void isShownWithTheReportOfItsLastCrash() {
        crash();
        var run = Cli.run("tree", "billing", "--data", data);
        assertThat(run.code()).isZero();
        assertThat(run.lines().getFirst()).matches("billing  RUNNING for .*, 1 restart, incarnation \\d+");
        assertThat(run.out())
                .containsPattern("last crash  20\\S+, in Split, incarnation \\d+\n\nS402 server_crashed")
                .contains("Server billing crashed while it handled Split", "/ by zero", "What to do:");
    }

    @Test
    void isOneObject() {
        assertThat(json())
                .containsEntry("id", Value.of("billing"))
                .containsEntry("state", Value.of("RUNNING"))
                .containsEntry("restarts", Value.of(0L))
                .containsEntry("mailboxLength", Value.of(0L))
                .containsEntry("mailboxCapacity", Value.of(1_024L))
                .containsEntry("handled", Value.of(1L))
                .containsEntry(
                        "losses",
                        Value.map(Map.of(
                                "mailboxFull", Value.of(0L),
                                "repliesLate", Value.of(0L),
                                "skipped", Value.of(0L),
                                "dropped", Value.of(0L))))
                .containsEntry(
                        "view",
                        Value.map(Map.of(
                                "cents", Value.of(100L),
                                "pin", Value.of("•••"),
                                "open", Value.list(List.of(Value.of("a"), Value.of("b"))))))
                .containsKeys("since", "epoch")
                .doesNotContainKeys("lastCrash", "turn", "stuck", "staleSince");
    }

    @Test
    void isOneObjectWithItsLastCrash() {
        crash();
        var crash = ((Value.MapValue) json().get("lastCrash")).fields();
        assertThat(crash).containsEntry("message", Value.of("Split")).containsKeys("time", "epoch", "error");
        assertThat(json()).containsEntry("restarts", Value.of(1L));
    }

    @Test
    void whoseNameIsUnknownIsAnErrorThatNamesIt() {
        var run = Cli.run("tree", "biling", "--data", data);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("biling", "D401").doesNotContain("\tat ");
    }
}
