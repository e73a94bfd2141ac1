package io.elixirscope.foundation.error;

import java.util.List;
import java.util.Locale;

/// One of the sixteen ranges of codes: what an error is about, coarsely. Four categories of four ranges each, a
/// hundred codes a range.
@SuppressWarnings("ImmutableEnumChecker") // a code is a record of plain values
public enum ErrorRange {
    /// C100 to C199: shape of configuration.
    CONFIG_STRUCTURE('C', 100),
    /// C200 to C299: values of settings.
    CONFIG_VALIDATION('C', 200),
    /// C300 to C399: sources and paths of settings.
    CONFIG_ACCESS('C', 300),
    /// C400 to C499: changes while running.
    CONFIG_RUNTIME('C', 400),
    /// S100 to S199: start and availability of services.
    SYSTEM_INITIALIZATION('S', 100),
    /// S200 to S299: bounds and storage.
    SYSTEM_RESOURCES('S', 200),
    /// S300 to S399: what a service depends on.
    SYSTEM_DEPENDENCIES('S', 300),
    /// S400 to S499: servers at work.
    SYSTEM_RUNTIME('S', 400),
    /// D100 to D199: encoding and decoding.
    DATA_SERIALIZATION('D', 100),
    /// D200 to D299: data that breaks a rule.
    DATA_VALIDATION('D', 200),
    /// D300 to D399: damaged data.
    DATA_CORRUPTION('D', 300),
    /// D400 to D499: data that is not there.
    DATA_NOT_FOUND('D', 400),
    /// E100 to E199: the network.
    EXTERNAL_NETWORK('E', 100),
    /// E200 to E299: other services.
    EXTERNAL_SERVICE('E', 200),
    /// E300 to E399: answers that did not come in time.
    EXTERNAL_TIMEOUT('E', 300),
    /// E400 to E499: who may do what.
    EXTERNAL_AUTH('E', 400);

    private static final List<ErrorRange> ALL = List.of(values());

    private final ErrorCode first;

    ErrorRange(char category, int number) {
        this.first = new ErrorCode(category, number);
    }

    /// {@return the range of a code}
    ///
    /// @param code any code
    public static ErrorRange of(ErrorCode code) {
        return ALL.stream()
                .filter(range ->
                        range.first.category() == code.category() && range.first.number() / 100 == code.number() / 100)
                .findFirst()
                .orElseThrow();
    }

    /// {@return the letter of its category: `C`, `S`, `D` or `E`}
    public char category() {
        return first.category();
    }

    /// {@return its first code, as `D200`}
    public ErrorCode first() {
        return first;
    }

    /// {@return its last code, as `D299`}
    public ErrorCode last() {
        return new ErrorCode(category(), first.number() + 99);
    }

    /// {@return its name for people, as `data, not found`}
    public String title() {
        var words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
        int end = words.indexOf(' ');
        return words.substring(0, end) + "," + words.substring(end);
    }
}
