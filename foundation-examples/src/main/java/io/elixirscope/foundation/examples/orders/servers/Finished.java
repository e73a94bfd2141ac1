package io.elixirscope.foundation.examples.orders.servers;

/// Orders with an end, ever: the view of the notifier.
///
/// @param completed paid
/// @param rejected without goods or without payment
public record Finished(long completed, long rejected) {

    public long orders() {
        return completed + rejected;
    }
}
