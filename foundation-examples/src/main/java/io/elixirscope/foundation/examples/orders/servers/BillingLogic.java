package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.examples.orders.lines.Fields;

/// What an answer of the gateway means.
final class BillingLogic {

    private static final int MOST_QUOTED = 60;

    private BillingLogic() {}

    /// Reads an answer: the id of the charge, or the error that says by its retry strategy what to do.
    static Result<String> read(int status, String body) {
        return switch (status) {
            case 200 -> charge(body);
            case 402 ->
                Result.err(
                        OrdersError.PAYMENT_DECLINED,
                        Fields.read(body).map(fields -> fields.text("declined")).orElse("declined without a reason"));
            case 503 -> Result.err(OrdersError.GATEWAY_BUSY, "the gateway is busy (503)");
            default -> garbled("status " + status, body);
        };
    }

    private static Result<String> charge(String body) {
        var charge = Fields.read(body).map(fields -> fields.text("charge")).orElse("");
        return charge.isEmpty() ? garbled("no charge in the answer", body) : Result.ok(charge);
    }

    private static Result<String> garbled(String problem, String body) {
        var quoted = body.length() <= MOST_QUOTED ? body : body.substring(0, MOST_QUOTED) + "…";
        return Result.err(
                FoundationError.of(OrdersError.GATEWAY_GARBLED, problem).with("body", quoted));
    }
}
