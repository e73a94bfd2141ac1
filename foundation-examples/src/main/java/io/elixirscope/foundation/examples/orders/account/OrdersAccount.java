package io.elixirscope.foundation.examples.orders.account;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.ReportStyle;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.event.journal.FileEventStore;
import io.elixirscope.foundation.event.journal.FileStoreOptions;
import io.elixirscope.foundation.time.Scheduler;
import java.io.IOException;
import java.nio.file.Path;

/// The account process: reads a data directory, prints the account as one JSON object. Exit 0 when it balances, 1 when
/// it
/// does not or cannot be drawn up.
public final class OrdersAccount {

    private OrdersAccount() {}

    /// Draws up the account.
    ///
    /// @param arguments the data directory
    public static void main(String[] arguments) {
        switch (of(Path.of(arguments[0]))) {
            case Result.Ok<Account>(var account) -> {
                System.out.println(account.fields().toLine());
                account.imbalances().forEach(System.err::println);
                System.exit(account.imbalances().isEmpty() ? 0 : 1);
            }
            case Result.Err<Account>(var error) -> {
                System.err.println(error.report(ReportStyle.plain().withoutStacks()));
                System.exit(1);
            }
        }
    }

    /// The account of a data directory that no process has open.
    public static Result<Account> of(Path data) {
        try {
            var tally = new Tally(AcknowledgedFile.read(data));
            var options = FileStoreOptions.of(Scheduler.system());
            return FileEventStore.open(data.resolve("journal"), options).flatMap(store -> draw(tally, store));
        } catch (IOException unreadable) {
            return Result.err(
                    FoundationErrorType.DATA_NOT_FOUND, "cannot read " + data + ": " + unreadable.getMessage());
        }
    }

    private static Result<Account> draw(Tally tally, EventStore store) {
        try (store) {
            return store.read(1).map(events -> {
                try (events) {
                    events.forEachRemaining(tally::add);
                }
                return tally.account();
            });
        }
    }
}
