package io.elixirscope.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.control.ControlClient;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.metrics.LoggedError;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A Foundation with a data directory answers about itself.
@Timeout(60)
class FoundationControlIT {

    sealed interface Desk {
        record Ask(int number) implements Desk, Call<Desk, Integer> {}
    }

    private static final GenServer<Desk, Integer> DESK = GenServer.named("desk", Desk.class)
            .init(_ -> Init.ready(100))
            .onCall(Desk.Ask.class, (ask, hundred) -> Reply.ok(hundred / ask.number(), hundred))
            .build();

    @TempDir
    private Path data;

    private FoundationBuilder office() {
        return Foundation.builder()
                .dataDirectory(data)
                .node("front")
                .supervise(Supervisor.named("office").child(DESK).build());
    }

    private List<Value> ask(String verb, Map<String, Value> args) {
        List<Value> items = new ArrayList<>();
        var client = ControlClient.of(data, Scheduler.system()).orElseThrow();
        assertThat(client.ask(verb, args, items::add)).isEqualTo(Result.ok(0));
        return items;
    }

    private static Map<String, Value> fields(Value value) {
        return ((Value.MapValue) value).fields();
    }

    @Test
    void saysHowItDoes() {
        try (var _ = office().start().orElseThrow()) {
            var health = fields(ask("health", Map.of()).getFirst());
            assertThat(health)
                    .containsEntry("status", Value.of("HEALTHY"))
                    .containsEntry("node", Value.of("front"))
                    .containsEntry("pid", Value.of(ProcessHandle.current().pid()));
            assertThat(fields(health.get("services")))
                    .containsKeys("config", "events", "supervisor.foundation", "control");
        }
    }

    @Test
    void showsItsTree() {
        try (var foundation = office().start().orElseThrow()) {
            assertThat(foundation.ref(DESK).call(new Desk.Ask(0)).succeeded()).isFalse();
            assertThat(foundation.ref(DESK).call(new Desk.Ask(5)).orElseThrow()).isEqualTo(20);

            var root = fields(ask("tree", Map.of()).getFirst());
            assertThat(root).containsEntry("id", Value.of("foundation")).containsEntry("state", Value.of("RUNNING"));
            var office = fields(((Value.ListValue) root.get("children")).items().getLast());
            var desk = fields(((Value.ListValue) office.get("children")).items().getFirst());
            assertThat(desk)
                    .containsEntry("id", Value.of("desk"))
                    .containsEntry("restarts", Value.of(1))
                    .containsEntry("mailboxLength", Value.of(0))
                    .containsKey("since")
                    .doesNotContainKey("children");
        }
    }

    @Test
    void tellsItsNewestErrors() {
        try (var foundation = office().start().orElseThrow()) {
            foundation.errors().record(FoundationError.of(FoundationErrorType.FORMAT_ERROR, "first"));
            foundation.errors().record(FoundationError.of(FoundationErrorType.TIMEOUT, "second"));
            while (foundation.events().stats().events() < 2) {
                Thread.onSpinWait();
            }
            var items = ask("errors", Map.of("limit", Value.of(1)));
            assertThat(items).hasSize(1);
            assertThat(fields(fields(items.getFirst()).get("error"))).containsEntry("message", Value.of("second"));
        }
    }

    @Test
    void isNotAskedAnyMoreAfterTheStop() {
        office().start().orElseThrow().close();
        assertThat(data.resolve("control")).doesNotExist();
        var error = ((Result.Err<?>) ControlClient.of(data, Scheduler.system())).error();
        assertThat(error.message()).contains("no node runs on " + data);
    }

    @Test
    void opensNoSocketWhereThatIsNotWanted() {
        try (var foundation = office().withoutControlSocket().start().orElseThrow()) {
            assertThat(data.resolve("control")).doesNotExist();
            assertThat(foundation.health().services()).doesNotContainKey("control");
        }
    }

    @Test
    void startsAllTheSameWhereTheSocketCannotBeOpened() throws IOException {
        Files.createDirectories(data.resolve("control").resolve("in the way"));
        try (var foundation = office().start().orElseThrow()) {
            assertThat(foundation.available()).isTrue();
            assertThat(foundation.health().status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(foundation.health().reasons())
                    .anySatisfy(reason -> assertThat(reason).startsWith("control: "));
            assertThat(foundation.errorLog().recent())
                    .extracting(LoggedError::code)
                    .contains("S101");
        }
        assertThat(data.resolve("control")).isDirectory();
    }
}
