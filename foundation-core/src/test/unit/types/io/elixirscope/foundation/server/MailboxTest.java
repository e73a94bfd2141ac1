package io.elixirscope.foundation.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class MailboxTest {
    private record Text(String text) implements Cast<Object> {}

    private final Mailbox mailbox = new Mailbox(2);

    private boolean send(String text) {
        return mailbox.reserve() && (mailbox.link(Envelope.cast(new Text(text), null)) || true);
    }

    private static String text(Envelope envelope) {
        return ((Text) ((Envelope.Sent) envelope.content).message()).text();
    }

    private List<String> takeAll() {
        List<String> all = new ArrayList<>();
        for (Envelope next = mailbox.take(); next != null; next = mailbox.take()) {
            all.add(text(next));
        }
        return all;
    }

    @Nested
    class Order {
        @Test
        void isThatOfArrival() {
            send("a");
            send("b");
            assertThat(takeAll()).containsExactly("a", "b");
        }

        @Test
        void aMessagePutBackIsTheOldestAgain() {
            send("a");
            send("b");
            Envelope first = mailbox.take();
            mailbox.putBack(first);
            assertThat(mailbox.length()).isEqualTo(2);
            assertThat(takeAll()).containsExactly("a", "b");
        }
    }

    @Nested
    class Bound {
        @Test
        void givesPlacesOfALargeOneBackInLotsAndAllInTheEnd() {
            var large = new Mailbox(128);
            for (int i = 0; i < 128; i++) {
                assertThat(large.reserve()).isTrue();
                large.link(Envelope.cast(new Text("a"), null));
            }
            for (int i = 127; large.take() != null; i--) {
                assertThat(large.length()).isBetween(i, i + 2);
            }
            assertThat(large.length()).isZero();
        }

        @Test
        void refusesWhatIsOneTooMany() {
            assertThat(send("a")).isTrue();
            assertThat(send("b")).isTrue();
            assertThat(mailbox.reserve()).isFalse();
        }

        @Test
        void aPlaceIsFreeAsSoonAsItsMessageIsTaken() {
            send("a");
            send("b");
            mailbox.take();
            assertThat(mailbox.reserve()).isTrue();
            assertThat(mailbox.reserve()).isFalse();
        }

        @Test
        void aServersOwnMessagesTakeNoPlace() {
            for (int i = 0; i < 5; i++) {
                mailbox.link(Envelope.own(new Text("" + i), null, 1));
            }
            assertThat(mailbox.length()).isZero();
            assertThat(takeAll()).hasSize(5);
        }
    }

    @Nested
    class Ownership {
        @Test
        void aNewMailboxIsOwnedSoNobodyIsWoken() {
            mailbox.reserve();
            assertThat(mailbox.link(Envelope.cast(new Text("a"), null))).isFalse();
        }

        @Test
        void whoLinksOnASleepingOwnerMustWakeIt() {
            assertThat(mailbox.release()).isTrue();
            assertThat(mailbox.link(Envelope.own(new Text("a"), null, 1))).isTrue();
            assertThat(mailbox.link(Envelope.own(new Text("b"), null, 1))).isFalse();
            assertThat(takeAll()).containsExactly("a", "b");
        }

        @Test
        void cannotBeReleasedWhileAMessageWaits() {
            send("a");
            assertThat(mailbox.release()).isFalse();
        }
    }

    @Nested
    class Empty {
        @Test
        void givesAllInOrderAndFreesTheirPlaces() {
            mailbox.link(Envelope.own(new Text("a"), null, 1));
            mailbox.link(Envelope.own(new Text("b"), null, 1));
            mailbox.take();
            send("c");
            send("d");
            List<String> all = new ArrayList<>();
            for (Envelope each = mailbox.empty(true); each != null; each = each.next) {
                all.add(text(each));
            }
            assertThat(all).containsExactly("b", "c", "d");
            assertThat(mailbox.length()).isZero();
            assertThat(mailbox.take()).isNull();
        }

        @Test
        void withoutTheRoleLeavesTheBatchToItsOwner() {
            mailbox.link(Envelope.own(new Text("a"), null, 1));
            mailbox.link(Envelope.own(new Text("b"), null, 1));
            mailbox.take();
            mailbox.link(Envelope.own(new Text("c"), null, 1));
            assertThat(text(mailbox.empty(false))).isEqualTo("c");
            assertThat(takeAll()).containsExactly("b");
        }
    }
}
