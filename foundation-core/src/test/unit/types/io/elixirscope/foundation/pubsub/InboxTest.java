package io.elixirscope.foundation.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.pubsub.Inbox.Offer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InboxTest {
    private static Offer offer(Inbox inbox, String text) {
        return inbox.offer(new Item(text, null), null);
    }

    private static List<Object> drained(Inbox inbox) {
        List<Object> all = new ArrayList<>();
        for (Item next = inbox.take(); next != null; next = inbox.take()) {
            all.add(next.message());
        }
        return all;
    }

    @Test
    void givesInTheOrderInWhichItTook() {
        var inbox = new Inbox(9, Overflow.DROP_NEWEST);
        for (String text : List.of("a", "b", "c", "d", "e")) {
            assertThat(offer(inbox, text)).isEqualTo(Offer.ADDED);
        }
        assertThat(drained(inbox)).containsExactly("a", "b", "c", "d", "e");
        assertThat(inbox.taken()).isEqualTo(5);
    }

    @Test
    void isFullAtItsCapacity() {
        var newest = new Inbox(1, Overflow.DROP_NEWEST);
        assertThat(List.of(offer(newest, "a"), offer(newest, "b"))).containsExactly(Offer.ADDED, Offer.DROPPED);
        assertThat(drained(newest)).containsExactly("a");
        var oldest = new Inbox(1, Overflow.DROP_OLDEST);
        assertThat(List.of(offer(oldest, "a"), offer(oldest, "b"))).containsExactly(Offer.ADDED, Offer.DISPLACED);
        assertThat(drained(oldest)).containsExactly("b");
    }

    @Test
    void takesNothingOnceItIsClosed() {
        var inbox = new Inbox(2, Overflow.DROP_NEWEST);
        offer(inbox, "a");
        assertThat(inbox.close()).isEqualTo(1);
        assertThat(offer(inbox, "b")).isEqualTo(Offer.REFUSED);
        assertThat(inbox.take()).isNull();
        assertThat(inbox.close()).isEqualTo(-1);
    }
}
