package io.elixirscope.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What an operator reads where nothing else is set up: the platform's own logging.
class SystemLogIT {

    sealed interface Till {
        record Pay(String order) implements Till, Call<Till, Long> {}
    }

    private final Captured captured = new Captured();
    private final Logger platform = Logger.getLogger(SystemLog.LOGGER);

    @BeforeEach
    void listen() {
        platform.setUseParentHandlers(false);
        platform.addHandler(captured);
    }

    @AfterEach
    void leave() {
        platform.removeHandler(captured);
        platform.setUseParentHandlers(true);
    }

    private static GenServer<Till, Long> till() {
        return GenServer.named("till", Till.class)
                .init(_ -> Init.ready(0L))
                .onCall(Till.Pay.class, SystemLogIT::pay)
                .build();
    }

    private static Reply<Long, Long> pay(Till.Pay pay, long paid) {
        if (pay.order().isEmpty()) {
            throw new IllegalStateException("the drawer is stuck");
        }
        return Reply.ok(paid + 1, paid + 1);
    }

    @Nested
    class TellsOf {
        @Test
        void aCrashWithItsReportAndCorrelation() throws InterruptedException {
            var till = till();
            try (var foundation = Foundation.builder()
                    .supervise(Supervisor.named("shop").child(till).build())
                    .start()
                    .orElseThrow()) {
                foundation.newContext("checkout").withCorrelationId("order-7").run(() -> {
                    var crashed = foundation.ref(till).call(new Till.Pay(""));
                    assertThat(crashed.succeeded()).isFalse();
                });
                var record = captured.next();
                assertThat(record.getLevel()).isEqualTo(Level.SEVERE);
                assertThat(record.getMessage())
                        .startsWith("S402 server_crashed (high)\n")
                        .contains("the drawer is stuck", "correlation id order-7", "checkout", "What to do:")
                        .doesNotContain("\u001b");
            }
            assertThat(captured.records).isEmpty();
        }

        @Test
        void aSupervisorThatGaveUp() throws InterruptedException {
            var till = till();
            try (var foundation = Foundation.builder()
                    .supervise(Supervisor.named("shop")
                            .intensity(1, Duration.ofMinutes(1))
                            .child(till)
                            .build())
                    .start()
                    .orElseThrow()) {
                for (int i = 0; i < 2; i++) {
                    assertThat(foundation.ref(till).call(new Till.Pay("")).succeeded())
                            .isFalse();
                }
                assertThat(captured.until("S409 restart_limit_reached")).contains("Supervisor shop gave up");
            }
        }

        @Test
        void aRefusedConfiguration() throws InterruptedException {
            try (var foundation = Foundation.builder().start().orElseThrow()) {
                var refused = foundation.config().update(change -> change.set("foundation.no-such-setting", "1"));
                assertThat(refused.succeeded()).isFalse();
                assertThat(captured.next().getMessage()).contains("foundation.no-such-setting");
            }
        }

        @Test
        void aConfigurationThatDoesNotLetItStart() throws InterruptedException {
            var refused = Foundation.builder()
                    .override("foundation.no-such-setting", "1")
                    .start();
            assertThat(refused.succeeded()).isFalse();
            assertThat(captured.next().getMessage()).contains("foundation.no-such-setting", "What to do:");
            assertThat(captured.records).isEmpty();
        }

        @Test
        void whatAnApplicationCallsCriticalAndOfNothingElse() throws InterruptedException {
            try (var foundation = Foundation.builder().start().orElseThrow()) {
                foundation.errors().record(FoundationError.of(FoundationErrorType.INVALID_INPUT, "no order"));
                foundation.errors().record(FoundationError.of(FoundationErrorType.DATA_CORRUPTION, "page 7"));
                assertThat(captured.next().getMessage()).startsWith("D301 data_corruption (critical)");
            }
            assertThat(captured.records).isEmpty();
        }
    }

    @Nested
    class AStorm {
        private final ManualClock clock = new ManualClock();

        private FoundationError error(String server, int number) {
            return FoundationError.of(FoundationErrorType.SERVER_CRASHED, "crash " + number)
                    .with("server", server);
        }

        @Test
        void isOneRecordASecondAndOriginWithTheNumberOfTheOthers() throws InterruptedException {
            try (var foundation =
                    Foundation.builder().scheduler(clock.scheduler()).start().orElseThrow()) {
                for (int i = 1; i <= 1_000; i++) {
                    foundation.errors().record(error("till", i));
                }
                foundation.errors().record(error("door", 1));
                assertThat(captured.next().getMessage()).contains("crash 1\n");
                assertThat(captured.next().getMessage()).contains("server = door");
                assertThat(captured.records).isEmpty();

                clock.advance(Duration.ofSeconds(1));

                assertThat(captured.next().getMessage())
                        .contains("crash 1000\n")
                        .endsWith("(998 more of S402 till in the last second)");
                assertThat(captured.records).isEmpty();
            }
        }

        @Test
        void isToldAtTheEndAtTheLatest() throws InterruptedException {
            try (var foundation =
                    Foundation.builder().scheduler(clock.scheduler()).start().orElseThrow()) {
                for (int i = 1; i <= 3; i++) {
                    foundation.errors().record(error("till", i));
                }
            }
            assertThat(captured.next().getMessage()).contains("crash 1\n");
            assertThat(captured.next().getMessage()).endsWith("(1 more of S402 till in the last second)");
        }

        @Test
        void ofManyOriginsIsBounded() throws InterruptedException {
            try (var foundation =
                    Foundation.builder().scheduler(clock.scheduler()).start().orElseThrow()) {
                for (int i = 0; i < 10_000; i++) {
                    foundation.errors().record(error("server " + i, i));
                }
                assertThat(captured.records).hasSizeLessThanOrEqualTo(SystemLog.MAX_ORIGINS + 1);
            }
        }
    }

    @Test
    void goesToAnotherLoggerWhereOneIsGiven() {
        var other = System.getLogger("shop.operations");
        var handler = new Captured();
        var target = Logger.getLogger("shop.operations");
        target.setUseParentHandlers(false);
        target.addHandler(handler);
        try (var foundation = Foundation.builder().logger(other).start().orElseThrow()) {
            foundation.errors().record(FoundationError.of(FoundationErrorType.DATA_CORRUPTION));
        }
        target.removeHandler(handler);
        assertThat(List.copyOf(handler.records)).hasSize(1);
        assertThat(captured.records).isEmpty();
    }

    private static final class Captured extends Handler {
        private final BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();

        LogRecord next() throws InterruptedException {
            var record = records.poll(20, TimeUnit.SECONDS);
            if (record == null) {
                throw new AssertionError("no log record came");
            }
            return record;
        }

        String until(String beginning) throws InterruptedException {
            var text = next().getMessage();
            while (!text.startsWith(beginning)) {
                text = next().getMessage();
            }
            return text;
        }

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
