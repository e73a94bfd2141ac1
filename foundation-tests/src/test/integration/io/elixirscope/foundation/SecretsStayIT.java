package io.elixirscope.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.config.Config;
import io.elixirscope.foundation.config.Default;
import io.elixirscope.foundation.config.Secret;
import io.elixirscope.foundation.config.Updatable;
import io.elixirscope.foundation.control.ControlClient;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.ReportStyle;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.testkit.FakeSecretStore;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Looks for secrets in everything that leaves a Foundation: what is told, logged, answered and written.
@Timeout(60)
class SecretsStayIT {
    /// In every secret of this test, whether accepted or refused.
    private static final String MARK = "hunter2";

    record AppConfig(Orders orders) {
        record Orders(
                @Updatable @Default("100") int batchSize,
                @Secret @Default("by-default-hunter2") String byDefault,
                @Secret String byFile,
                @Secret @Updatable @Default("first-hunter2") String rotated,
                @Secret @Updatable @Default("1") int pin) {
            Orders {
                if (batchSize == 666) {
                    throw new AssertionError("a bug of the application");
                }
                if (rotated.startsWith("bad")) {
                    throw new IllegalArgumentException("rotated must not be " + rotated);
                }
            }

            @Override
            public String toString() {
                return "Orders[" + batchSize + "]";
            }
        }
    }

    @TempDir
    private Path folder;

    private final Queue<String> left = new ConcurrentLinkedQueue<>();

    private void left(String what, Object text) {
        left.add(what + ": " + text);
    }

    private void left(FoundationError error) {
        left("error", error);
        left("report", error.report());
        left("brief", error.brief(ReportStyle.plain()));
        left("value", JsonText.write(error.toValue()));
        left("problem", error.toProblemJson());
    }

    private void refused(Result<?> result) {
        assertThat(result).isInstanceOf(Result.Err.class);
        left(((Result.Err<?>) result).error());
    }

    private Path file(String byFile) throws IOException {
        return Files.writeString(folder.resolve("app.properties"), byFile);
    }

    private FoundationBuilder builder(Path file) {
        return Foundation.builder()
                .config(AppConfig.class)
                .configFile(file)
                .dataDirectory(folder.resolve("data"))
                .secretStore(new FakeSecretStore())
                .logger(new Capture());
    }

    @Test
    void whateverIsDoneWithThem() throws IOException {
        try (var foundation =
                builder(file("orders.by-file = in-file-hunter2")).start().orElseThrow()) {
            foundation.telemetry().attach("everything", "elixir_scope.*", emission -> {
                left("telemetry", emission);
                left("attributes", emission.attributes());
            });
            use(foundation.config(AppConfig.class));
            look(foundation);
        }
        files();
        assertThat(left).hasSizeGreaterThan(100).noneMatch(text -> text.contains(MARK));
    }

    private void use(Config<AppConfig> config) {
        var subscription =
                config.subscribe("", update -> left("update", update)).orElseThrow();
        for (int i = 1; i <= 3; i++) {
            var secret = "rotated-" + i + "-hunter2";
            config.update(change -> change.set("orders.rotated", secret).because("it is now " + secret))
                    .orElseThrow();
        }
        assertThat(config.current().orders().rotated()).isEqualTo("rotated-3-hunter2");
        config.update(change -> change.compute("orders.rotated", String.class, old -> "computed-" + old)
                        .because("it was rotated-3-hunter2"))
                .orElseThrow();
        refused(config.update(change -> change.set("orders.rotated", "bad-hunter2")));
        refused(config.update(change -> change.set("orders.pin", "hunter2")));
        refused(config.update(change -> change.set("orders.by-file", "other-hunter2")));
        refused(config.update(change -> change.set("orders.rotated", List.of("hunter2"))));
        refused(config.update(change -> change.set("orders.rotated", Map.of("k", "hunter2"))));
        refused(config.update(1, change -> change.set("orders.rotated", "late-hunter2")));
        refused(config.update(
                change -> change.set("orders.rotated", "lost-hunter2").set("orders.batch-size", 666)));
        left("rollback", config.rollback(2).orElseThrow());
        config.update(change -> change.reset("orders.rotated").set("orders.batch-size", 7))
                .orElseThrow();
        config.awaitVersion(config.version(), Duration.ofSeconds(10)).orElseThrow();
        subscription.close();
    }

    private void look(Foundation foundation) {
        var config = foundation.config(AppConfig.class);
        left("snapshot", config.snapshot() + " " + config.snapshot().values());
        left("history", config.history());
        config.diff(1, config.version()).orElseThrow().forEach(one -> left("difference", one + one.text()));
        for (var path : config.snapshot().values().keySet()) {
            var explanation = config.explain(path).orElseThrow();
            left("explanation", explanation + explanation.text() + JsonText.write(explanation.toValue()));
        }
        left("health", foundation.health());
        left("status", foundation.status());
        left("tree", foundation.tree());
        left("server", foundation.introspection().server("config"));
        foundation.errorLog().recent().forEach(one -> left("error log", one));
        ask(foundation);
        try (var events =
                foundation.events().query(EventQuery.builder().build()).orElseThrow()) {
            events.forEachRemaining(stored ->
                    left("event", stored + JsonText.write(stored.event().data())));
        }
    }

    private void ask(Foundation foundation) {
        var client =
                ControlClient.of(folder.resolve("data"), Scheduler.system()).orElseThrow();
        var update = Value.map(Map.of("orders.rotated", Value.of("asked-hunter2")));
        Map.of(
                        "health", Map.<String, Value>of(),
                        "tree", Map.<String, Value>of(),
                        "server", Map.of("name", Value.of("config")),
                        "errors", Map.<String, Value>of(),
                        "config.update", Map.of("set", update),
                        "config.get", Map.<String, Value>of(),
                        "config.history", Map.<String, Value>of(),
                        "config.diff", Map.of("from", Value.of(1)),
                        "config.explain", Map.of("path", Value.of("orders.rotated")))
                .forEach((verb, args) -> {
                    int before = left.size();
                    client.ask(verb, args, item -> left(verb, JsonText.write(item)))
                            .orElseThrow();
                    assertThat(left.size()).as(verb).isGreaterThan(before);
                });
        assertThat(foundation.config(AppConfig.class).current().orders().rotated())
                .isEqualTo("asked-hunter2");
    }

    private void files() throws IOException {
        try (var files = Files.walk(folder.resolve("data"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                left(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void inTheReportsOfAStartThatFails() throws IOException {
        for (var wrong : List.of(
                "orders.by-fil = hunter2",
                "orders.pin = hunter2\norders.by-file = hunter2",
                "orders.by-file = hunter2\norders.by-file = hunter2-again",
                "orders.by-file = hunter2 \\q",
                "orders.rotated = bad-hunter2\norders.by-file = hunter2")) {
            refused(builder(file(wrong)).start());
        }
        files();
        assertThat(left).hasSizeGreaterThan(25).noneMatch(text -> text.contains(MARK));
    }

    private final class Capture implements System.Logger {
        @Override
        public String getName() {
            return "capture";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
            left("log", message + " " + thrown);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, Object... values) {
            left("log", format + " " + List.of(values));
        }
    }
}
