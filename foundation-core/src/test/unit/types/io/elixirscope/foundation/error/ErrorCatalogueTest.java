package io.elixirscope.foundation.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCatalogueTest {
    private static final ErrorCatalogue BUILT_IN = ErrorCatalogue.builtIn();

    private static ErrorType get(ErrorCatalogue catalogue, String text) {
        return catalogue.get(text).orElseThrow();
    }

    private static FoundationError refused(String text) {
        return ((Result.Err<ErrorType>) BUILT_IN.get(text)).error();
    }

    @Nested
    class LookUp {
        private final ErrorCatalogue shop = BUILT_IN.with(new Row("shop", "D101", "out_of_stock"));

        @ParameterizedTest
        @ValueSource(strings = {"D201", "d201", "3201", " D201 ", "validation_failed", "VALIDATION-FAILED"})
        void takesCodesNumbersAndNames(String text) {
            assertThat(get(shop, text)).isEqualTo(FoundationErrorType.VALIDATION_FAILED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"shop/D101", "SHOP/3101", "shop/out_of_stock"})
        void takesTheDomainOfAnApplication(String text) {
            assertThat(get(shop, text).label()).isEqualTo("out_of_stock");
        }

        @Test
        void keepsDomainsApart() {
            assertThat(shop.find("D101")).isEmpty();
            assertThat(shop.find("other/D101")).isEmpty();
            assertThat(BUILT_IN.find("shop/D101")).isEmpty();
        }

        @Test
        void listsTheBuiltInTypesFirstAndEachDomainByCode() {
            var two = shop.with(new Row("shop", "C101", "no_menu"), new Row("bank", "E101", "no_line"));
            assertThat(two.types().subList(0, FoundationErrorType.values().length))
                    .isEqualTo(List.of(FoundationErrorType.values()));
            assertThat(two.types().stream().map(ErrorType::fullCode).toList())
                    .endsWith("bank/E101", "shop/C101", "shop/D101");
        }
    }

    @Nested
    class AnUnknownCode {
        @Test
        void hasTheCodesOfItsRangeForNeighbours() {
            assertThat(BUILT_IN.nearest("D207"))
                    .extracting(ErrorType::fullCode)
                    .startsWith("D206", "D205")
                    .hasSize(5)
                    .allMatch(code -> code.startsWith("D2"));
        }

        @Test
        void ofAnEmptyRangeHasThoseOfItsCategory() {
            assertThat(BUILT_IN.nearest("S301"))
                    .isNotEmpty()
                    .allMatch(type -> type.code().category() == 'S');
        }

        @ParameterizedTest
        @CsvSource({"validaton_failed, D201", "timeuot, E301", "D2O1, D201", "config-path-not-fuond, C302", "X201, D201"
        })
        void isForgivenSlips(String text, String code) {
            assertThat(BUILT_IN.nearest(text)).extracting(ErrorType::fullCode).contains(code);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "/", "no such thing at all", "D0", "9999", "\u001b[31m"})
        void withoutNeighboursIsAnErrorAllTheSame(String text) {
            assertThat(refused(text).type()).isEqualTo(FoundationErrorType.DATA_NOT_FOUND);
            assertThat(refused(text).report()).doesNotContain("\u001b");
        }

        @Test
        void ofAnyLengthIsBounded() {
            assertThat(refused("x".repeat(10_000_000)).report().length()).isLessThan(3_000);
        }

        @Test
        void isReportedWithItsNeighbours() {
            assertThat(refused("D207").message())
                    .isEqualTo("No error type has the code or the name \"D207\"; the nearest: D206 duplicate_id, "
                            + "D205 data_too_large, D204 invalid_input, D203 type_mismatch, D202 format_error");
        }
    }

    @Nested
    class Registration {
        @Test
        void takesAnEnumWhole() {
            var catalogue = BUILT_IN.with(ShopError.class);
            assertThat(catalogue.types()).containsAll(Arrays.asList(ShopError.values()));
        }

        @Test
        void refusesATypeThatIsRegisteredTwice() {
            assertThatThrownBy(() -> BUILT_IN.with(ShopError.class).with(ShopError.OUT_OF_STOCK))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("the code shop/D101 belongs to both .*ShopError.OUT_OF_STOCK and "
                            + ".*ShopError.OUT_OF_STOCK");
        }

        @Test
        void refusesACodeThatIsTakenAndNamesBothOwners() {
            assertThatThrownBy(() -> BUILT_IN.with(ShopError.class).with(new Row("shop", "D101", "other")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("shop/D101 belongs to both")
                    .hasMessageContaining(ShopError.class.getName() + ".OUT_OF_STOCK")
                    .hasMessageContaining(Row.class.getName());
        }

        @Test
        void refusesALabelThatIsTaken() {
            assertThatThrownBy(() -> BUILT_IN.with(new Row("a", "D101", "same"), new Row("a", "D102", "same")))
                    .hasMessageContaining("the label a/same belongs to both");
        }

        @Test
        void letsDifferentDomainsUseTheSameCode() {
            assertThat(BUILT_IN.with(new Row("a", "D101", "same"), new Row("b", "D101", "same"))
                            .types())
                    .hasSize(FoundationErrorType.values().length + 2);
        }

        @Test
        void leavesTheCatalogueBeforeItAlone() {
            assertThat(BUILT_IN.with(ShopError.class)).isNotNull();
            assertThat(BUILT_IN.find("shop/D101")).isEmpty();
        }

        @Test
        void refusesAnEnumWhoseCodeIsOutsideTheRanges() {
            assertThatThrownBy(() -> BUILT_IN.with(OutOfRange.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("OutOfRange")
                    .hasMessageContaining("number must be 100 to 499, was 500");
        }

        static Stream<Arguments> brokenRows() {
            return Stream.of(
                    broken("no domain", row -> row.domain = "", "domain must match"),
                    broken("a domain with a slash", row -> row.domain = "a/b", "domain must match"),
                    broken("null for a domain", row -> row.domain = null, "domain must not be null"),
                    broken("null for a code", row -> row.code = null, "code must not be null"),
                    broken("a label of words", row -> row.label = "Out of stock", "label must match"),
                    broken("a blank message", row -> row.message = " ", "message must not be blank"),
                    broken("null for a severity", row -> row.severity = null, "severity must not be null"),
                    broken("no advice", row -> row.actions = List.of(), "recoveryActions must be at least one"),
                    broken("blank advice", row -> row.actions = List.of(""), "recoveryActions must be at least one"),
                    broken("a success for HTTP", row -> row.http = 200, "httpStatus must be 400 to 599, was \"200\""),
                    broken("a success for gRPC", row -> row.grpc = GrpcStatus.OK, "grpcStatus must not be OK"));
        }

        private static Arguments broken(String name, Consumer<Row> damage, String says) {
            return argumentSet(name, damage, says);
        }

        @ParameterizedTest
        @MethodSource("brokenRows")
        void refusesARowThatIsNotWhole(Consumer<Row> damage, String says) {
            var row = new Row("shop", "D101", "out_of_stock");
            damage.accept(row);
            assertThatThrownBy(() -> BUILT_IN.with(row))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Row.class.getName() + " cannot be registered")
                    .hasMessageContaining(says);
        }

        @Test
        void tellsAllThatIsWrongAtOnce() {
            var row = new Row("", "D101", "");
            row.http = 0;
            assertThatThrownBy(() -> BUILT_IN.with(row))
                    .hasMessageContaining("domain")
                    .hasMessageContaining("label")
                    .hasMessageContaining("httpStatus");
        }

        @Test
        void survivesARowThatThrows() {
            var row = new Row("shop", "D101", "x") {
                @Override
                public String message() {
                    throw new IllegalStateException("not now");
                }
            };
            assertThatThrownBy(() -> BUILT_IN.with(row))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("message threw java.lang.IllegalStateException: not now");
        }
    }

    enum OutOfRange implements ErrorType {
        TOO_FAR;

        private final ErrorCode code = new ErrorCode('D', 500);

        @Override
        public String domain() {
            return "far";
        }

        @Override
        public ErrorCode code() {
            return code;
        }

        @Override
        public String label() {
            return "too_far";
        }

        @Override
        public String message() {
            return "Too far";
        }

        @Override
        public Severity severity() {
            return Severity.LOW;
        }

        @Override
        public RetryStrategy retry() {
            return new RetryStrategy.None();
        }

        @Override
        public List<String> recoveryActions() {
            return List.of("Come back");
        }

        @Override
        public int httpStatus() {
            return 400;
        }

        @Override
        public GrpcStatus grpcStatus() {
            return GrpcStatus.UNKNOWN;
        }
    }
}
