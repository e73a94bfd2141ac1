package io.elixirscope.foundation.benchmarks.loop;

/// One of those that do a row's work, set up and ready. Used by one JVM from its start to its
/// end.
public interface Contender extends AutoCloseable {
    @Override
    void close();

    /// One whose operation is repeated by each caller.
    interface Looped extends Contender {
        /// The operation of one caller. Asked for once for each caller, before the first round.
        ///
        /// @param caller which, from 0
        /// @return what that caller repeats
        Operation operation(int caller);

        /// How many times the row's work one run of the operation is.
        ///
        /// @return `>= 1`
        default int worksOfRun() {
            return 1;
        }

        /// Runs a caller's loop of one round, in whatever surrounds it.
        ///
        /// @param caller which, from 0
        /// @param loop the loop
        default void around(int caller, Runnable loop) {
            loop.run();
        }
    }

    /// One of whose things many are made, to see what each takes.
    interface Heaped extends Contender {
        /// Makes things and keeps them.
        ///
        /// @param count how many
        void add(int count);
    }

    /// What one caller repeats.
    @FunctionalInterface
    interface Operation {
        /// Does it once.
        ///
        /// @return its result, so that it is not optimised away
        /// @throws Exception if it failed, which ends the measurement
        Object run() throws Exception;
    }

    /// Names a contender in the command of a JVM; implemented by enums.
    interface Maker {
        /// The name of the enum's constant.
        ///
        /// @return the name
        String name();

        /// Sets it up.
        ///
        /// @param callers how many there will be
        /// @return the contender
        Contender open(Callers callers);
    }
}
