package io.elixirscope.foundation.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorTypeTest {

    @Nested
    class Catalogue {
        @Test
        void codesAreUniqueAndSorted() {
            assertThat(FoundationErrorType.values())
                    .extracting(FoundationErrorType::code)
                    .doesNotHaveDuplicates()
                    .isSortedAccordingTo(Comparator.comparing((ErrorCode code) -> "CSDE".indexOf(code.category()))
                            .thenComparing(ErrorCode::number));
        }

        @Test
        void fixedCodesStay() {
            assertThat(FoundationErrorType.VALIDATION_FAILED.code().numeric()).isEqualTo(3201);
            assertThat(FoundationErrorType.VALIDATION_FAILED.fullCode()).isEqualTo("D201");
            assertThat(FoundationErrorType.SERVICE_UNAVAILABLE.fullCode()).isEqualTo("S102");
            assertThat(FoundationErrorType.INTERNAL_ERROR.fullCode()).isEqualTo("S401");
            assertThat(FoundationErrorType.SERVER_CRASHED.fullCode()).isEqualTo("S402");
            assertThat(FoundationErrorType.CALL_CYCLE.fullCode()).isEqualTo("S403");
            assertThat(FoundationErrorType.INCARNATION_FENCED.fullCode()).isEqualTo("S404");
            assertThat(FoundationErrorType.REPLY_NOT_GIVEN.fullCode()).isEqualTo("S407");
            assertThat(FoundationErrorType.DATA_TOO_LARGE.fullCode()).isEqualTo("D205");
            assertThat(FoundationErrorType.DUPLICATE_ID.fullCode()).isEqualTo("D206");
            assertThat(FoundationErrorType.POSITION_PRUNED.fullCode()).isEqualTo("D402");
            assertThat(FoundationErrorType.TIMEOUT.fullCode()).isEqualTo("E301");
        }

        @ParameterizedTest
        @EnumSource
        void everyRowIsWhole(FoundationErrorType type) {
            assertThat(type.domain()).isEmpty();
            assertThat(type.label())
                    .isEqualTo(type.name().toLowerCase(Locale.ROOT))
                    .matches("[a-z][a-z0-9_]*");
            assertThat(type.message()).isNotBlank().doesNotEndWith(".").hasSizeLessThan(100);
            assertThat(type.recoveryActions())
                    .isNotEmpty()
                    .allSatisfy(action -> assertThat(action).isNotBlank().doesNotEndWith("."));
            assertThat(type.httpStatus()).isBetween(400, 599);
            assertThat(type.grpcStatus()).isNotEqualTo(GrpcStatus.OK);
            int category = "CSDE".indexOf(type.code().category()) + 1;
            assertThat(type.code().numeric())
                    .isEqualTo(category * 1_000 + type.code().number());
        }

        @Test
        void whatARepetitionCannotMendIsNotRepeated() {
            assertThat(Stream.of(
                            FoundationErrorType.CONFIG_UPDATE_FORBIDDEN,
                            FoundationErrorType.VALIDATION_FAILED,
                            FoundationErrorType.DATA_TOO_LARGE,
                            FoundationErrorType.DUPLICATE_ID,
                            FoundationErrorType.DATA_CORRUPTION,
                            FoundationErrorType.CALL_CYCLE,
                            FoundationErrorType.INCARNATION_FENCED))
                    .allSatisfy(type -> assertThat(type.retry().retryable()).isFalse());
            assertThat(FoundationErrorType.SERVICE_UNAVAILABLE.retry()).isInstanceOf(RetryStrategy.Exponential.class);
            assertThat(FoundationErrorType.TIMEOUT.retry()).isInstanceOf(RetryStrategy.Exponential.class);
        }
    }

    @Nested
    class OfAnApplication {
        enum OrdersErrorType implements ErrorType {
            OUT_OF_STOCK;

            @Override
            public String domain() {
                return "orders";
            }

            @Override
            public ErrorCode code() {
                return new ErrorCode('D', 101);
            }

            @Override
            public String label() {
                return "out_of_stock";
            }

            @Override
            public String message() {
                return "There is not enough in stock";
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
                return List.of("Order less");
            }

            @Override
            public int httpStatus() {
                return 409;
            }

            @Override
            public GrpcStatus grpcStatus() {
                return GrpcStatus.FAILED_PRECONDITION;
            }
        }

        @Test
        void itsCodeNamesItsDomain() {
            assertThat(OrdersErrorType.OUT_OF_STOCK.fullCode()).isEqualTo("orders/D101");
            assertThat(FoundationError.of(OrdersErrorType.OUT_OF_STOCK))
                    .hasToString("[orders/D101 out_of_stock] There is not enough in stock");
        }

        @Test
        void itsReportDoesNotSendReadersToTheBuiltInCatalogue() {
            assertThat(FoundationError.of(OrdersErrorType.OUT_OF_STOCK).report())
                    .isEqualTo("""
                            orders/D101 out_of_stock (low)
                              There is not enough in stock

                            What to do:
                              - Order less
                            """);
        }
    }

    @Test
    void grpcNumbersAreThoseOfTheWire() {
        assertThat(GrpcStatus.OK.number()).isZero();
        assertThat(GrpcStatus.DEADLINE_EXCEEDED.number()).isEqualTo(4);
        assertThat(GrpcStatus.UNAVAILABLE.number()).isEqualTo(14);
        assertThat(GrpcStatus.UNAUTHENTICATED.number()).isEqualTo(16);
        assertThat(GrpcStatus.values())
                .extracting(GrpcStatus::number)
                .doesNotHaveDuplicates()
                .hasSize(17);
    }
}
