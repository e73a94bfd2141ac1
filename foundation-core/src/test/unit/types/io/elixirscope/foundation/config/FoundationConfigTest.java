package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.config.SchemaNode.Setting;
import io.elixirscope.foundation.value.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The library's own settings against the table of the layer that they are modelled on.
class FoundationConfigTest {
    private static final String TABLE = """
            ai.provider mock
            ai.api-key -
            ai.model gpt-4
            ai.analysis.max-file-size 1MB
            ai.analysis.timeout 30s
            ai.analysis.cache-ttl 1h
            ai.planning.default-strategy balanced
            ai.planning.performance-target 0.01 R
            ai.planning.sampling-rate 1.0 R
            capture.ring-buffer.size 1024
            capture.ring-buffer.max-events 1000
            capture.ring-buffer.overflow-strategy drop-oldest
            capture.ring-buffer.num-buffers schedulers
            capture.processing.batch-size 100 R
            capture.processing.flush-interval 50ms R
            capture.processing.max-queue-size 1000
            capture.vm-tracing.enable-spawn-trace true
            capture.vm-tracing.enable-exit-trace true
            capture.vm-tracing.enable-message-trace false
            capture.vm-tracing.trace-children true
            storage.hot.max-events 100000
            storage.hot.max-age-seconds 1h
            storage.hot.prune-interval 1m
            storage.warm.enable false
            storage.warm.path ./elixir_scope_data
            storage.warm.max-size-mb 100
            storage.warm.compression zstd
            storage.cold.enable false
            interface.query-timeout 10s R
            interface.max-results 1000 R
            interface.enable-streaming true
            dev.debug-mode false R
            dev.verbose-logging false R
            dev.performance-monitoring true R
            infrastructure.rate-limiting.enabled true R
            infrastructure.rate-limiting.cleanup-interval 5m R
            infrastructure.circuit-breaker.default-config.failure-threshold 5
            infrastructure.circuit-breaker.default-config.recovery-time 30s
            infrastructure.circuit-breaker.default-config.call-timeout 5s
            infrastructure.circuit-breaker.enabled true R
            infrastructure.connection-pool.default-config.size 10
            infrastructure.connection-pool.default-config.max-overflow 5
            infrastructure.connection-pool.default-config.strategy lifo
            infrastructure.connection-pool.enabled true R
            """;

    private final ConfigSchema schema = ConfigSchema.of(FoundationConfig.class);

    private Validation with(Map<String, Value> values) {
        return Baseline.of(schema, List.of(Layers.defaults(schema), Layers.arguments(values, schema)))
                .with(Map.of());
    }

    private static String row(Setting setting) {
        return setting.path() + " " + setting.defaultValue().map(RawValue::text).orElse("-")
                + (setting.updatable() ? " R" : "");
    }

    @Test
    void hasTheKeysDefaultsAndUpdatablePathsOfTheTable() {
        assertThat(schema.settings().stream().map(FoundationConfigTest::row).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(TABLE.lines().toList());
    }

    @Test
    void hasTheRateLimitsOfTheTable() {
        assertThat(with(Map.of()))
                .isInstanceOfSatisfying(
                        Validation.Valid.class,
                        valid -> assertThat(((FoundationConfig) valid.bound().get(""))
                                        .infrastructure().rateLimiting().defaultRules().entrySet().stream()
                                                .map(rule -> rule.getKey() + " "
                                                        + rule.getValue().limit() + " in "
                                                        + rule.getValue().scale())
                                                .toList())
                                .containsExactly(
                                        "api-calls 100 in PT1M",
                                        "db-queries 500 in PT1M",
                                        "file-operations 10 in PT1S"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ai.provider                                             | chatty | is not one of mock, openai, anthropic
                    ai.analysis.max-file-size                               | 0      | must be > 0
                    ai.planning.performance-target                          | -0.1   | must be >= 0
                    ai.planning.sampling-rate                               | 1.01   | must be <= 1.0
                    ai.planning.sampling-rate                               | -0.01  | must be >= 0
                    capture.ring-buffer.size                                | 0      | must be > 0
                    capture.ring-buffer.num-buffers                         | many   | must be schedulers or
                    capture.processing.flush-interval                       | 0      | must be > 0
                    storage.hot.max-events                                  | 0      | must be > 0
                    storage.hot.max-age-seconds                             | -1     | must be > 0
                    interface.max-results                                   | 0      | must be > 0
                    infrastructure.rate-limiting.default-rules.x.limit      | 0      | x.scale is required
                    infrastructure.rate-limiting.default-rules.api-calls.limit | 0   | must be > 0
                    infrastructure.circuit-breaker.default-config.call-timeout | 0   | must be > 0
                    infrastructure.connection-pool.default-config.max-overflow | -1  | must be >= 0
                    infrastructure.connection-pool.default-config.strategy  | any    | is not one of lifo, fifo
                    """)
    void refusesWhatTheTableRefuses(String path, String value, String rule) {
        assertThat(with(Map.of(path, Value.of(value))))
                .isInstanceOfSatisfying(
                        Validation.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .anySatisfy(problem -> assertThat(problem.message())
                                        .startsWith(path.replaceAll("[a-z]*$", ""))
                                        .contains(rule)));
    }

    @Test
    void asksForTheSizeOfWarmStorageOnlyWhereItIsEnabled() {
        assertThat(with(Map.of("storage.warm.max-size-mb", Value.of(0)))).isInstanceOf(Validation.Valid.class);
        assertThat(with(Map.of("storage.warm.max-size-mb", Value.of(0), "storage.warm.enable", Value.of(true))))
                .isInstanceOf(Validation.Invalid.class);
        assertThat(with(Map.of("storage.cold.enable", Value.of(true)))).isInstanceOf(Validation.Valid.class);
    }
}
