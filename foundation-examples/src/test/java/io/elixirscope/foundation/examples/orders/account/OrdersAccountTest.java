package io.elixirscope.foundation.examples.orders.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.journal.FileEventStore;
import io.elixirscope.foundation.event.journal.FileStoreOptions;
import io.elixirscope.foundation.examples.orders.lines.Acknowledgement;
import io.elixirscope.foundation.time.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersAccountTest {

    @TempDir
    Path data;

    /// Two orders, both finished, both acknowledged: positions 1 to 4.
    @BeforeEach
    void twoFinishedOrders() throws IOException {
        append("a-accepted", "order.accepted", "a");
        append("a-final", "order.completed", "a");
        append("b-accepted", "order.accepted", "b");
        append("b-final", "order.rejected", "b");
        acknowledge(1, "a-accepted");
        acknowledge(3, "b-accepted");
    }

    @Test
    void balancesWhenEveryOrderHasOneEnd() {
        var account = account();

        assertThat(account.imbalances()).isEmpty();
        assertThat(account.orders()).isEqualTo(2);
        assertThat(account.eventsAcknowledged()).isEqualTo(2);
        assertThat(account.eventsFound()).isEqualTo(2);
        assertThat(account.ends()).isEqualTo(new Account.Ends(1, 1));
        assertThat(account.example()).startsWith("correlation-");
    }

    @Test
    void findsAnAcknowledgedEventThatIsNotStored() throws IOException {
        acknowledge(5, "c-accepted");

        assertThat(account().eventsLost()).isEqualTo(1);
        assertThat(account().imbalances()).singleElement().asString().startsWith("eventsLost: 1");
    }

    @Test
    void findsAnEventThatIsStoredAtAnotherPlaceThanAcknowledged() throws IOException {
        acknowledge(2, "b-accepted");

        assertThat(account().eventsLost()).isEqualTo(1);
    }

    @Test
    void findsAnotherEventAtTheAcknowledgedPlace() throws IOException {
        acknowledge(4, "other-accepted");

        assertThat(account().eventsLost()).isEqualTo(1);
    }

    @Test
    void findsAnOrderWithoutAnEnd() {
        append("c-accepted", "order.accepted", "c");

        assertThat(account().ordersUnfinished()).isEqualTo(1);
        assertThat(account().imbalances()).singleElement().asString().startsWith("ordersUnfinished: 1");
    }

    @Test
    void findsAnOrderWithTwoEnds() {
        append("a-final-again", "order.rejected", "a");

        assertThat(account().ordersFinishedTwice()).isEqualTo(1);
        assertThat(account().imbalances()).singleElement().asString().startsWith("ordersFinishedTwice: 1");
    }

    @Test
    void findsAnEndWithoutAnOrder() {
        append("d-final", "order.completed", "d");

        assertThat(account().imbalances()).hasSize(1);
        assertThat(account().orders()).isEqualTo(2);
    }

    @Test
    void findsWhatIsLostWithASegmentOfTheJournal() throws IOException {
        try (var files = Files.list(data.resolve("journal"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }

        assertThat(account().eventsLost()).isEqualTo(2);
    }

    @Test
    void ignoresALineThatWasNotWrittenToItsEnd() throws IOException {
        Files.writeString(
                data.resolve("acknowledged.jsonl"), "{\"position\":9,\"id\":\"e-acc", UTF_8, StandardOpenOption.APPEND);

        assertThat(account().imbalances()).isEmpty();
    }

    @Test
    void cannotBeDrawnUpWhileAnotherHasTheStore() {
        try (var _ = FileEventStore.open(data.resolve("journal"), FileStoreOptions.of(Scheduler.system()))
                .orElseThrow()) {
            assertThat(OrdersAccount.of(data)).isInstanceOf(Result.Err.class);
        }
    }

    @Test
    void comesBackFromItsOwnLine() {
        var account = account();

        assertThat(Account.of(account.fields())).isEqualTo(account);
    }

    private Account account() {
        return OrdersAccount.of(data).orElseThrow();
    }

    private void acknowledge(long position, String id) throws IOException {
        try (var file = AcknowledgedFile.open(data)) {
            file.add(new Acknowledgement(position, id));
        }
    }

    private void append(String id, String type, String order) {
        try (var store = FileEventStore.open(data.resolve("journal"), FileStoreOptions.of(Scheduler.system()))
                .orElseThrow()) {
            store.append(Event.builder(id, "urn:example:orders", type, Instant.EPOCH)
                            .subject(order)
                            .correlationId("correlation-" + order)
                            .buildOrThrow())
                    .orElseThrow();
        }
    }
}
