package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.elixirscope.foundation.error.Suggestion;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigSchemaTest {
    record Mapped(Map<Integer, String> any) {}

    record Loop(Optional<String> name, Loop again) {}

    record BadDefault(@Default("many") int count) {}

    record OptionalDefault(@Default("1") Optional<Integer> count) {}

    record BadKey(@Key("Über") int count) {}

    record TwoKeys(@Key("count") int other, int count) {}

    record WrongUnit(@Unit(Unit.Measure.BYTES) Duration length) {}

    record Taken(FoundationConfig foundation) {}

    record MarkedRecord(@Default("x") Inner inner) {}

    record Inner(int value) {}

    record Sections(@Updatable Inner inner, @Default("1") int plain) {}

    static Stream<Arguments> refused() {
        return Stream.of(
                argumentSet("no record", String.class, "must be a record"),
                argumentSet("unsupported", Mapped.class, "component any is a map and must be a Map<String, X>"),
                argumentSet("loop", Loop.class, "does it contain itself?"),
                argumentSet("default", BadDefault.class, "has @Default(\"many\"), which is not a whole number"),
                argumentSet("optional default", OptionalDefault.class, "is Optional and must not have a @Default"),
                argumentSet("key", BadKey.class, "has the key \"Über\""),
                argumentSet("two keys", TwoKeys.class, "has the key count of another component"),
                argumentSet("unit", WrongUnit.class, "has @Unit(BYTES), which does not fit its type"),
                argumentSet("foundation", Taken.class, "must not have the key foundation"),
                argumentSet("marked record", MarkedRecord.class, "@Default and @Secret belong to its components"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatCannotBeASetting(Class<?> type, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigSchema.of(type, null))
                .withMessageContaining(type == Loop.class ? "Loop" : type.getName())
                .withMessageContaining(rule);
    }

    @Test
    void namesTheOpensLineThatAModuleNeeds() throws ClassNotFoundException {
        var hidden = Class.forName("jdk.internal.constant.ModuleDescImpl");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigSchema.of(hidden, null))
                .withMessageContaining("MethodHandles.lookup()")
                .withMessageEndingWith("opens jdk.internal.constant to io.elixirscope.foundation;");
    }

    @Test
    void takesTheAccessOfALookup() {
        assertThat(ConfigSchema.of(Inner.class, MethodHandles.lookup()).settingPaths())
                .contains("value");
    }

    @Test
    void hasTheFoundationsSettingsAsASection() {
        assertThat(AppConfig.schema().settingPaths())
                .contains("orders.batch-size", "orders.interface", "tags", "foundation.dev.debug-mode")
                .doesNotContain("orders");
        assertThat(ConfigSchema.of(FoundationConfig.class, null).settingPaths())
                .contains("dev.debug-mode", "storage.hot.max-age-seconds")
                .hasSize(44);
    }

    @Test
    void marksWholeSectionsAsUpdatable() {
        var schema = ConfigSchema.of(Sections.class, null);

        assertThat(schema.setting("inner.value").updatable()).isTrue();
        assertThat(schema.setting("plain").updatable()).isFalse();
    }

    @Test
    void setsSecretsAtRunTimeOnlyWithAStoreAndWhereTheyAreUpdatable() {
        record Keys(
                @Secret @Default("a") String fixed,
                @Secret @Updatable @Default("b") String rotated) {}
        var schema = ConfigSchema.of(Keys.class, MethodHandles.lookup());
        var fixed = schema.setting("fixed");
        var rotated = schema.setting("rotated");

        assertThat(schema.settable(rotated)).isFalse();
        assertThat(schema.keepingSecretsIn("vault").settable(rotated)).isTrue();
        assertThat(schema.keepingSecretsIn("vault").settable(fixed)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "batchSize,batch-size",
        "maxHTTPSize,max-http-size",
        "host,host",
        "URL,url",
        "snake_case,snake-case",
        "v2Limit,v2-limit"
    })
    void writesKeysInKebabCase(String component, String key) {
        assertThat(ConfigPath.kebab(component)).isEqualTo(key);
    }

    @Test
    void suggestsTheNearestName() {
        var known = AppConfig.schema().settingPaths();

        assertThat(Suggestion.hint("orders.batchSize", known)).isEqualTo(", did you mean orders.batch-size?");
        assertThat(Suggestion.hint("order.tiemout", known)).isEqualTo(", did you mean orders.timeout?");
        assertThat(Suggestion.hint("nothing.like.it", known)).isEmpty();
        assertThat(Suggestion.hint("x".repeat(10_000), known)).isEmpty();
    }
}
