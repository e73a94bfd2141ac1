package io.elixirscope.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.RetryStrategy;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/errors.md is the catalogue, and the catalogue is what the library returns.
class ErrorTableSmokeTest {
    private static final Pattern CODE = Pattern.compile("`[CSDE][0-9]{3}`");
    private static final Pattern USE = Pattern.compile("(?<![=!]= )FoundationErrorType\\.([A-Z_]+)\\b");

    private final List<List<String>> rows = Document.of("docs/errors.md").rows(CODE);

    @Test
    void hasARowForEachType() {
        var types = Arrays.stream(FoundationErrorType.values())
                .map(ErrorTableSmokeTest::row)
                .toList();
        var written = rows.stream()
                .map(row -> row.subList(0, types.getFirst().size()))
                .toList();

        assertThat(written).containsExactlyElementsOf(types);
    }

    @Test
    void saysOfEachTypeWhatTheOriginalHas() {
        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).hasSize(10).doesNotContain(""));
    }

    @Test
    void hasNoTypeThatNothingReturns() {
        var used = EnumSet.noneOf(FoundationErrorType.class);
        Sources.find(USE).stream().flatMap(ErrorTableSmokeTest::type).forEach(used::add);

        assertThat(used).containsExactly(FoundationErrorType.values());
    }

    private static Stream<FoundationErrorType> type(MatchResult found) {
        return Arrays.stream(FoundationErrorType.values())
                .filter(type -> type.name().equals(found.group(1)));
    }

    private static List<String> row(FoundationErrorType type) {
        return List.of(
                "`" + type.fullCode() + "`",
                Integer.toString(type.code().numeric()),
                "`" + type.label() + "`",
                type.severity().name(),
                retry(type.retry()),
                Integer.toString(type.httpStatus()),
                type.grpcStatus().name(),
                type.message(),
                String.join("; ", type.recoveryActions()));
    }

    private static String retry(RetryStrategy strategy) {
        return switch (strategy) {
            case RetryStrategy.None _ -> "none";
            case RetryStrategy.Immediate _ -> "at once";
            case RetryStrategy.Fixed(var delay) -> "after " + text(delay);
            case RetryStrategy.Exponential(var base, var cap) -> "backoff " + text(base) + " to " + text(cap);
        };
    }

    private static String text(Duration time) {
        return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
