package io.elixirscope.foundation.event.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.event.diagnostic.StateChange.Change;
import io.elixirscope.foundation.value.Redacted;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DiagnosticsIT {
    private final Foundation foundation = Foundation.builder().start().orElseThrow();
    private final Events events = foundation.events();
    private final Diagnostics diagnostics = new Diagnostics(events);

    @AfterEach
    void stop() {
        foundation.close();
    }

    record Card(String owner, @Redacted String number) {}

    record Till(int cents, List<String> guests) {}

    private Event stored(Event.Builder builder) {
        Event event = builder.buildOrThrow();
        events.append(event).orElseThrow();
        return events.get(event.id()).orElseThrow().event();
    }

    @Test
    void tellsOfAFunctionThatIsEnteredAndLeft() {
        Event entry = stored(foundation
                .newContext("charge")
                .call(() -> diagnostics.entered("Billing", "charge", new Card("ann", "4711"), 995)));
        Event exit = stored(diagnostics.left(entry, "receipt-1", Duration.ofMillis(3)));
        FunctionEntry entered = entry.data(Diagnostics.FUNCTION_ENTRY).orElseThrow();
        assertThat(entered.arity()).isEqualTo(2);
        assertThat(entered.arguments().toString()).contains("ann", "995").doesNotContain("4711");
        assertThat(exit.data(Diagnostics.FUNCTION_EXIT).orElseThrow())
                .isEqualTo(new FunctionExit(FunctionExit.Outcome.RETURNED, Value.of("receipt-1"), 3_000_000));
        assertThat(exit.causeId()).contains(entry.id());
        assertThat(exit.correlationId()).isPresent().isEqualTo(entry.correlationId());
    }

    @Test
    void tellsOfAnExceptionThatLeavesAFunction() {
        Event entry = stored(diagnostics.entered("Billing", "charge"));
        Event exit = stored(diagnostics.threw(entry, new IllegalStateException("no"), Duration.ZERO));
        FunctionExit left = exit.data(Diagnostics.FUNCTION_EXIT).orElseThrow();
        assertThat(left.outcome()).isEqualTo(FunctionExit.Outcome.THREW);
        assertThat(left.result()).isEqualTo(Value.of("java.lang.IllegalStateException: no"));
    }

    @Test
    void computesWhatDiffersInAState() {
        Event event = stored(
                diagnostics.stateChanged("till", new Till(100, List.of("ann")), new Till(75, List.of("ann", "bob"))));
        StateChange change = event.data(Diagnostics.STATE_CHANGE).orElseThrow();
        assertThat(change.changes())
                .containsExactly(
                        new Change("cents", Optional.of(Value.of(100)), Optional.of(Value.of(75))),
                        new Change("guests.1", Optional.empty(), Optional.of(Value.of("bob"))));
        assertThat(event.subject()).contains("till");
    }

    @Test
    void saysThatNothingDiffersOrThatThereWasNone() {
        StateChange same = diagnostics
                .stateChanged("till", new Till(1, List.of()), new Till(1, List.of()))
                .buildOrThrow()
                .data(Diagnostics.STATE_CHANGE)
                .orElseThrow();
        StateChange first = diagnostics
                .stateChanged("till", null, 5)
                .buildOrThrow()
                .data(Diagnostics.STATE_CHANGE)
                .orElseThrow();
        assertThat(same.changes()).isEmpty();
        assertThat(first.changes())
                .containsExactly(new Change("", Optional.of(Value.ofNull()), Optional.of(Value.of(5))));
    }

    @Test
    void cutsWhatIsLargeAndListsABoundedNumberOfChanges() {
        Map<String, String> large = new HashMap<>();
        IntStream.range(0, 2_000).forEach(i -> large.put("key-" + i, "x".repeat(20)));
        Event event = stored(diagnostics.stateChanged("book", Map.of(), large));
        assertThat(event.data().toString()).contains("$cut", "sha256", "preview");
        StateChange change = event.data(Diagnostics.STATE_CHANGE).orElseThrow();
        assertThat(change.changes()).hasSize(StateChange.MAX_CHANGES);
        assertThat(change.moreChanges()).isEqualTo(1_900);
        assertThat(event.fullSize()).isLessThan(30_000);
    }
}
