package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigExplanationIT {
    @TempDir
    private Path folder;

    private Path file;

    private ConfigNode start() throws IOException {
        file = folder.resolve("shop.properties");
        Files.writeString(file, "port = 9090\n\norders.batch-size = 20\napi-key = hunter3-hunter3\n");
        return ConfigNode.started(builder -> builder.file(file)
                .environment("SHOP", Map.of("SHOP_ORDERS_BATCH_SIZE", "30", "SHOP_API_KEY", "hunter4-hunter4"))
                .override("orders.batch-size", 40));
    }

    @Test
    void namesTheWinnerEveryShadowedValueTheRuleAndTheLastChange() throws IOException {
        try (var node = start()) {
            ConfigNode.by("ann")
                    .run(() -> node.config()
                            .update(change ->
                                    change.set("orders.batch-size", 50).because("load test"))
                            .orElseThrow());
            var explanation = node.config().explain("orders.batch-size").orElseThrow();

            assertThat(explanation.effective()).isEqualTo(Value.of(50));
            assertThat(explanation.given())
                    .extracting(ConfigExplanation.Given::layer)
                    .containsExactly("run time", "argument", "environment", file.toString(), "default");
            assertThat(explanation.lastChange().orElseThrow().who()).isEqualTo("ann");
            assertThat(explanation
                            .text()
                            .replace(explanation.lastChange().get().at().toString(), "NOW"))
                    .isEqualTo("""
                            orders.batch-size = 50
                              run time: 50 (wins: no higher layer gives it)
                              argument orders.batch-size: 40 (shadowed by run time)
                              environment SHOP_ORDERS_BATCH_SIZE: 30 (shadowed by run time)
                              %s:3:21: 20 (shadowed by run time)
                              default: 10 (shadowed by run time)
                              rule: a whole number, default 10, changeable at run time
                              last change: version 2 (ann: load test) at NOW""".formatted(file));
        }
    }

    @Test
    void showsTheLayerBelowOnceAChangeIsReset() throws IOException {
        try (var node = start()) {
            var port = node.config().explain("port").orElseThrow();

            assertThat(port.given().getFirst().place()).isEqualTo(file + ":1:8");
            assertThat(port.given().get(1).verdict()).isEqualTo("shadowed by " + file);
            assertThat(port.rule().orElseThrow().updatable()).isFalse();
            assertThat(port.lastChange().orElseThrow().cause()).isEqualTo("first start");
        }
    }

    @Test
    void hidesSecretsEverywhere() throws IOException {
        try (var node = start()) {
            var explanation = node.config().explain("api-key").orElseThrow();

            assertThat(explanation.given()).hasSize(3);
            assertThat(explanation.rule().orElseThrow().secret()).isTrue();
            assertThat(List.of(
                            explanation.toString(),
                            explanation.text(),
                            explanation.toValue().toString()))
                    .noneMatch(text -> text.contains("hunter"))
                    .allMatch(text -> text.contains("•••"));
        }
    }

    @Test
    void givesTheSameAsData() throws IOException {
        try (var node = start()) {
            var value = (Value.MapValue)
                    node.config().explain("orders.note").orElseThrow().toValue();

            assertThat(value.fields())
                    .containsEntry("path", Value.of("orders.note"))
                    .containsEntry("effective", Value.ofNull())
                    .containsEntry("given", Value.list(List.of()))
                    .containsKeys("rule", "lastChange");
        }
    }

    @Test
    void refusesWhatIsNoSetting() throws IOException {
        try (var node = start()) {
            assertThat(node.config().explain("orders.batchsize").toString())
                    .contains("C302", "did you mean orders.batch-size?");
            assertThat(node.config().explain("orders").toString()).contains("C302", "is a section");
        }
    }
}
