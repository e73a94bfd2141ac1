package io.elixirscope.foundation.documents;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.ErrorCatalogue;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.examples.orders.servers.OrdersError;
import io.elixirscope.foundation.value.Sensitive;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The examples of docs/guides/errors.md; `ErrorsGuideSmokeTest` runs them and compares what they print.
final class ErrorsGuide {

    private ErrorsGuide() {}

    static final List<String> LINES = List.of("tea = 3.20", "coffee = 4.10", "cake = 12,50");

    // @start region="plain"
    static Map<String, BigDecimal> openPlainly(List<String> lines) {
        var prices = new TreeMap<String, BigDecimal>();
        for (var line : lines) {
            var parts = line.split(" = ", 2);
            prices.put(parts[0], new BigDecimal(parts[1]));
        }
        return prices;
    }
    // @end region="plain"

    public static void main(String... arguments) {
        openPlainly(LINES);
    }

    // @start region="result"
    static Result<Map<String, BigDecimal>> open(List<String> lines) {
        var prices = new TreeMap<String, BigDecimal>();
        for (int number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            var parts = line.split(" = ", 2);
            var source = new SourceExcerpt("prices.txt", number, line.length() - parts[1].length() + 1, line);
            switch (price(parts[1])) {
                case Result.Ok(var price) -> prices.put(parts[0], price);
                case Result.Err(var error) -> {
                    return Result.err(error.at(source).with("item", parts[0]));
                }
            }
        }
        return Result.ok(prices);
    }

    static Result<BigDecimal> price(String text) {
        return text.matches("[0-9]+\\.[0-9]{2}")
                ? Result.ok(new BigDecimal(text))
                : Result.err(FoundationErrorType.FORMAT_ERROR, "\"" + text + "\" is no price: write it as 12.50");
    }
    // @end region="result"

    // @start region="context"
    static Result<Map<String, BigDecimal>> openShop(ErrorContext context) {
        return context.with("branch", "Linz").call(() -> {
            context.breadcrumb("price list found");
            return open(LINES);
        });
    }
    // @end region="context"

    // @start region="wrap"
    static Result<Map<String, BigDecimal>> startShop(ErrorContext context) {
        return openShop(context)
                .mapError(error -> error.wrap(FoundationErrorType.INITIALIZATION_FAILED, "the shop stays closed"));
    }
    // @end region="wrap"

    // @start region="all"
    static Result<List<BigDecimal>> allPrices(List<String> texts) {
        return Result.all(texts.stream().map(ErrorsGuide::price).toList());
    }
    // @end region="all"

    // @start region="catching"
    static Result<BigDecimal> fromOldCode(String text) {
        return Result.catching(FoundationErrorType.FORMAT_ERROR, () -> new BigDecimal(text));
    }
    // @end region="catching"

    // @start region="secret"
    static FoundationError refused(Sensitive<String> password) {
        return FoundationError.of(FoundationErrorType.INVALID_INPUT, "the till does not open")
                .with("password", password);
    }
    // @end region="secret"

    // @start region="data"
    static FoundationError thereAndBack(FoundationError error, ErrorCatalogue catalogue) {
        return FoundationError.fromValue(error.toValue(), catalogue).orElseThrow();
    }
    // @end region="data"

    // @start region="own"
    static Foundation startWithOwnErrors() {
        return Foundation.builder().errors(OrdersError.class).start().orElseThrow();
    }
    // @end region="own"
}
