package io.elixirscope.foundation.error;

import static java.util.Comparator.comparing;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The error types that one Foundation knows: the built-in ones and those of the application. Immutable and
/// thread-safe; each Foundation has its own.
public final class ErrorCatalogue {
    private static final int NEIGHBOURS = 5;
    private static final Comparator<ErrorType> ORDER =
            comparing(ErrorType::domain).thenComparingInt(type -> type.code().numeric());

    private final Map<String, ErrorType> byCode;

    private ErrorCatalogue(Map<String, ErrorType> byCode) {
        this.byCode = byCode;
    }

    /// {@return the catalogue of the library alone}
    public static ErrorCatalogue builtIn() {
        Map<String, ErrorType> rows = new LinkedHashMap<>();
        for (var type : FoundationErrorType.values()) {
            rows.put(type.fullCode(), type);
        }
        return new ErrorCatalogue(rows);
    }

    /// {@return this catalogue and more types}
    ///
    /// @param types rows of an application, under a domain of lower-case letters, digits and hyphens
    /// @throws IllegalArgumentException if a row is not whole, or its code or its label is taken in its domain;
    ///     names the owners
    public ErrorCatalogue with(ErrorType... types) {
        Map<String, ErrorType> rows = new LinkedHashMap<>(byCode);
        for (ErrorType type : types) {
            Objects.requireNonNull(type, "type");
            refuse(owner(type) + " cannot be registered", ErrorTypeValidator.problems(type));
            for (ErrorType other : rows.values()) {
                refuseTwins(type, other);
            }
            rows.put(type.fullCode(), type);
        }
        return new ErrorCatalogue(sorted(rows));
    }

    /// {@return this catalogue and all constants of an enum}
    ///
    /// @param <E> the enum
    /// @param types its class
    /// @throws IllegalArgumentException as [#with(ErrorType...)] does, and where the enum cannot be made because
    ///     a row's code lies outside the sixteen ranges
    public <E extends Enum<E> & ErrorType> ErrorCatalogue with(Class<E> types) {
        try {
            return with(types.getEnumConstants());
        } catch (LinkageError broken) {
            throw new IllegalArgumentException(
                    types.getName() + " cannot be registered: " + Thrown.text(rootOf(broken)), broken);
        }
    }

    /// {@return all types: the built-in ones, then each domain's, sorted by code}
    public List<ErrorType> types() {
        return List.copyOf(byCode.values());
    }

    /// {@return the type of a code}
    ///
    /// @param code `D201`, `3201` or `orders/D101`, whatever the case of the letter
    public Optional<ErrorType> find(String code) {
        return Optional.ofNullable(byCode.get(CodeText.read(code).full()));
    }

    /// The type of a code or a label.
    ///
    /// Errors: `D401 data_not_found` with the nearest codes.
    ///
    /// @param text `D201`, `3201`, `orders/D101`, `validation_failed` or `orders/out_of_stock`
    /// @return the type
    public Result<ErrorType> get(String text) {
        var label = CodeText.read(text).label();
        return find(text)
                .or(() -> byCode.values().stream()
                        .filter(type -> fullLabel(type).equals(label))
                        .findFirst())
                .<Result<ErrorType>>map(Result::ok)
                .orElseGet(() -> Result.err(unknown(text)));
    }

    /// {@return the types nearest to a text that is no code: of a code those of its range, else of its category,
    /// by number; of another text those that are spelled alike. At most five, nearest first}
    ///
    /// @param text what was taken for a code or a label
    public List<ErrorType> nearest(String text) {
        var wanted = CodeText.read(text);
        return wanted
                .code()
                .map(code -> near(wanted.domain(), code))
                .orElseGet(() -> spelledLike(wanted.label()))
                .stream()
                .limit(NEIGHBOURS)
                .toList();
    }

    private List<ErrorType> near(String domain, ErrorCode code) {
        boolean known = byCode.values().stream().anyMatch(type -> type.domain().equals(domain));
        return byCode.values().stream()
                .filter(type -> !known || type.domain().equals(domain))
                .filter(type -> type.code().category() == code.category() || !known)
                .sorted(Comparator.<ErrorType>comparingInt(type -> type.code().range() == code.range() ? 0 : 1)
                        .thenComparingInt(type -> Math.abs(type.code().numeric() - code.numeric())))
                .toList();
    }

    private List<ErrorType> spelledLike(String text) {
        Map<String, ErrorType> names = new LinkedHashMap<>();
        for (var type : byCode.values()) {
            names.put(fullLabel(type), type);
            names.put(type.fullCode(), type);
            names.putIfAbsent(type.label(), type);
        }
        return Suggestion.nearest(text, names.keySet(), names.size()).stream()
                .map(names::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private FoundationError unknown(String text) {
        var near = nearest(text).stream()
                .map(type -> type.fullCode() + " " + type.label())
                .toList();
        var said = "No error type has the code or the name \"" + BoundedText.cut(text) + "\"";
        return near.isEmpty()
                ? FoundationError.of(FoundationErrorType.DATA_NOT_FOUND, said)
                : FoundationError.of(
                                FoundationErrorType.DATA_NOT_FOUND, said + "; the nearest: " + String.join(", ", near))
                        .with("nearest", near);
    }

    private static void refuseTwins(ErrorType type, ErrorType other) {
        if (type.fullCode().equals(other.fullCode())) {
            throw new IllegalArgumentException(
                    "the code " + type.fullCode() + " belongs to both " + owner(other) + " and " + owner(type));
        }
        if (fullLabel(type).equals(fullLabel(other))) {
            throw new IllegalArgumentException(
                    "the label " + fullLabel(type) + " belongs to both " + owner(other) + " and " + owner(type));
        }
    }

    private static void refuse(String what, List<String> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(what + ": " + String.join("; ", problems));
        }
    }

    /// Class and constant, as `shop.OrdersError.OUT_OF_STOCK`; of another row its class.
    static String owner(ErrorType type) {
        return type instanceof Enum<?> constant
                ? constant.getDeclaringClass().getName() + "." + constant.name()
                : type.getClass().getName();
    }

    private static String fullLabel(ErrorType type) {
        return type.domain().isEmpty() ? type.label() : type.domain() + "/" + type.label();
    }

    private static Throwable rootOf(LinkageError broken) {
        @Nullable Throwable cause = broken.getCause();
        return cause == null ? broken : cause;
    }

    private static Map<String, ErrorType> sorted(Map<String, ErrorType> rows) {
        Map<String, ErrorType> sorted = new LinkedHashMap<>();
        rows.values().stream().sorted(ORDER).forEach(type -> sorted.put(type.fullCode(), type));
        return sorted;
    }
}
