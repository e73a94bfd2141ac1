package io.elixirscope.foundation.config;

import java.time.Duration;
import java.util.List;

/// The section `capture` of the [Foundation's settings][FoundationConfig]: how an application captures what
/// happens in it. Data for the application; immutable.
///
/// @param ringBuffer where captured events wait
/// @param processing how they are taken from there
/// @param vmTracing what is captured of the machine
public record CaptureConfig(RingBuffer ringBuffer, Processing processing, VmTracing vmTracing) {

    /// Where captured events wait.
    ///
    /// @param size places, `> 0`
    /// @param maxEvents most events, `> 0`
    /// @param overflowStrategy what happens to an event that finds no place
    /// @param numBuffers how many buffers there are: a number, or `schedulers` for one a processor
    public record RingBuffer(
            @Default("1024") int size,
            @Default("1000") int maxEvents,
            @Default("drop-oldest") Overflow overflowStrategy,
            @Default("schedulers") String numBuffers)
            implements Checked {
        @Override
        public List<String> violations() {
            return new Rules()
                    .positive("size", size)
                    .positive("maxEvents", maxEvents)
                    .holds(
                            numBuffers.matches("schedulers|[1-9]\\d{0,8}"),
                            "numBuffers must be schedulers or a whole number > 0, was " + numBuffers)
                    .broken();
        }
    }

    /// What happens to an event that finds no place.
    public enum Overflow {
        /// It takes the place of the oldest.
        DROP_OLDEST,
        /// It is dropped.
        DROP_NEWEST,
        /// Its maker waits.
        BLOCK
    }

    /// How events are taken from the buffers.
    ///
    /// @param batchSize how many at once, `> 0`
    /// @param flushInterval how often at least, `> 0`; a bare number is milliseconds
    /// @param maxQueueSize most that wait, `> 0`
    public record Processing(
            @Updatable @Default("100") int batchSize,

            @Updatable @Unit(Unit.Measure.MILLIS) @Default("50")
            Duration flushInterval,

            @Default("1000") int maxQueueSize)
            implements Checked {
        @Override
        public List<String> violations() {
            return new Rules()
                    .positive("batchSize", batchSize)
                    .positive("flushInterval", flushInterval)
                    .positive("maxQueueSize", maxQueueSize)
                    .broken();
        }
    }

    /// What is captured of the machine.
    ///
    /// @param enableSpawnTrace starts of threads and servers
    /// @param enableExitTrace their ends
    /// @param enableMessageTrace messages
    /// @param traceChildren those of their children too
    public record VmTracing(
            @Default("true") boolean enableSpawnTrace,
            @Default("true") boolean enableExitTrace,
            @Default("false") boolean enableMessageTrace,
            @Default("true") boolean traceChildren) {}
}
