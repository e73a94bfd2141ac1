package io.elixirscope.foundation.examples.orders.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.examples.orders.node.ChaosLogic.Strike;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosLogicTest {

    private static final List<String> SERVERS = List.of("intake", "billing");

    @Test
    void mayStrikeAnybodyAtFirst() {
        assertThat(ChaosLogic.candidates(SERVERS, List.of(), 0)).isEqualTo(SERVERS);
    }

    @Test
    void sparesAServerThatHasCrashedTwiceInThePeriod() {
        var strikes = List.of(new Strike("billing", 10), new Strike("billing", 20), new Strike("intake", 20));

        assertThat(ChaosLogic.candidates(SERVERS, strikes, 30)).containsExactly("intake");
    }

    @Test
    void forgetsWhatIsLongerAgoThanThePeriod() {
        var strikes = List.of(new Strike("billing", 10), new Strike("billing", 20));

        assertThat(ChaosLogic.candidates(SERVERS, strikes, 10 + ChaosLogic.PERIOD_NANOS))
                .contains("billing");
    }
}
