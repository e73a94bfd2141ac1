package io.elixirscope.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.documents.EventsGuide.Price;
import io.elixirscope.foundation.documents.EventsGuide.PriceChanged;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.diagnostic.Diagnostics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What docs/guides/events.md shows is what compiles, and does what the guide says.
class EventsGuideSmokeTest {
    private final Document guide = Document.of("docs/guides/events.md");
    private final Foundation foundation = Foundation.builder().start().orElseThrow();

    @AfterEach
    void stop() {
        foundation.close();
    }

    private long newest() {
        return foundation.events().stats().lastPosition();
    }

    @Test
    void showsTheCodeThatIsCompiled() {
        assertThat(guide.blocks("java")).containsExactlyElementsOf(ExampleCode.regions(EventsGuide.class));
    }

    @Test
    void refusesAnotherEventUnderTheSameId() {
        var events = foundation.events();
        var change = new PriceChanged("tea", 320, "ann");
        assertThat(EventsGuide.changeOnce(events, "r-1", change).orElseThrow().duplicate())
                .isFalse();
        var again = EventsGuide.changeOnce(events, "r-1", change);
        assertThat(again)
                .isInstanceOfSatisfying(
                        Result.Err.class,
                        refused -> assertThat(refused.error().type()).isEqualTo(FoundationErrorType.DUPLICATE_ID));
        assertThat(events.count(EventQuery.builder().type("price.changed").build()))
                .isEqualTo(Result.ok(1L));
    }

    @Test
    void joinsCauseAndEffect() {
        EventsGuide.reprice(foundation, new PriceChanged("tea", 320, "ann"));
        var events = foundation.events();
        var told = events.query(EventQuery.builder().type("customer.told").build())
                .orElseThrow()
                .next()
                .event();
        var story = EventsGuide.story(events, told).orElseThrow();
        assertThat(story.roots()).hasSize(1);
        assertThat(story.roots().getFirst().children()).hasSize(1);
        assertThat(events.cause(told).orElseThrow().event().type()).isEqualTo("price.changed");
    }

    @Test
    void findsByADataField() {
        var events = foundation.events();
        EventsGuide.change(events, "tea", 320, "ann").orElseThrow();
        EventsGuide.change(events, "cake", 990, "ann").orElseThrow();
        assertThat(EventsGuide.dearer(events, 500).orElseThrow()).containsExactly(new PriceChanged("cake", 990, "ann"));
    }

    @Test
    void followsWithWhatOlderVersionsWrote() throws InterruptedException {
        var events = foundation.events();
        EventsGuide.change(events, "tea", 320, "ann").orElseThrow();
        var mails = new LinkedBlockingQueue<Price>();
        EventsGuide.mailer(foundation.subscriptions(), mails::add).orElseThrow();
        assertThat(mails.take()).isEqualTo(new Price("tea", 320, "EUR", "ann"));
        var prices = EventsGuide.prices(foundation.subscriptions()).orElseThrow();
        events.record(EventsGuide.PRICE, new Price("tea", 350, "EUR", "bob")).orElseThrow();
        assertThat(prices.readAt(newest(), Duration.ofSeconds(20), all -> all))
                .isEqualTo(Result.ok(Map.of("tea", 350L)));
        assertThat(mails.take().cents()).isEqualTo(350);
    }

    @Test
    void saysWhatDiffersInAState() {
        var events = foundation.events();
        EventsGuide.tillChanged(events, Map.of("tea", 1L), Map.of("tea", 2L)).orElseThrow();
        var stored = events.query(EventQuery.builder().type("state.changed").build())
                .orElseThrow()
                .next();
        assertThat(Diagnostics.STATE_CHANGE.read(stored.event()).orElseThrow().changes())
                .hasSize(1);
    }
}
