package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.server.ServerRuntime;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/// Starts work of limited length on virtual threads, keeps a bound on how much of it runs, and ends it at a stop. As
/// Elixir's `Task.Supervisor`. Thread-safe.
///
/// A task runs in a child of the [io.elixirscope.foundation.error.ErrorContext] in which it was started: same
/// correlation id, same deadline. What it throws ends it with `S410 task_crashed` and harms nobody else; that error and
/// an error that it returns are recorded once. It is not restarted.
///
/// It runs while its server ([#childSpec()]) does. When that stops, tasks get their time, then an interrupt, then are
/// abandoned and shown in [#health()] until they end. A crash of the server ends no task.
///
/// Emits `elixir_scope.task.completed`, `elixir_scope.task.refused`, `elixir_scope.task.abandoned`.
///
/// {@snippet class="io.elixirscope.foundation.supervision.TaskSnippets" region="tasks"}
///
/// @see <a href="https://hexdocs.pm/elixir/Task.Supervisor.html">Task.Supervisor</a>
public final class TaskSupervisor {
    private static final int LONGEST_OPERATION = 128;
    private static final Duration LONGEST_CLEAN_UP = Duration.ofSeconds(2);

    private final TaskTable table;
    private final Shutdown shutdown;
    private final GenServer<TaskServer.Protocol, Counts> definition;
    private final Server<TaskServer.Protocol, Counts> server;

    private TaskSupervisor(Builder builder, ServerRuntime runtime) {
        this.table = new TaskTable(runtime, builder.name, builder.maxTasks);
        this.shutdown = builder.shutdown;
        this.definition = TaskServer.definition(builder.name, table, builder.shutdown);
        this.server = runtime.ref(definition);
    }

    /// Begins one: at most 10,000 tasks, which get 5 s to end at a stop.
    ///
    /// @param name 1-128 characters without white space, unique among the servers of the runtime
    /// @return the builder
    /// @throws IllegalArgumentException if the name is not as described
    public static Builder named(String name) {
        return new Builder(SupervisionValidator.name(name));
    }

    /// Starts work whose result nobody waits for. Does not block.
    ///
    /// An `Err` is `S201 resource_exhausted` (as many tasks run as may), `S102 service_unavailable` (it does not
    /// run)
    /// or `S404 incarnation_fenced` (of the server that asks).
    ///
    /// @param operation its name in telemetry, errors and thread dumps, 1-128 characters
    /// @param work what to do
    /// @return the running task, or why it was not started
    /// @throws IllegalArgumentException if `operation` is not as described
    public Result<Task<Done>> run(String operation, Runnable work) {
        Objects.requireNonNull(work, "work");
        Task<Done> task = async(operation, () -> {
            work.run();
            return Result.ok(Done.DONE);
        });
        var refusal = task.refusal();
        return refusal == null ? Result.ok(task) : Result.err(refusal);
    }

    /// Starts work whose result is waited for with [Task#await(Duration)]. Does not block. A task that is refused, as
    /// in [#run(String, Runnable)], has ended with that error.
    ///
    /// @param <T> type of the value
    /// @param operation its name in telemetry, errors and thread dumps, 1-128 characters
    /// @param work what to do
    /// @return the task
    /// @throws IllegalArgumentException if `operation` is not as described
    public <T> Task<T> async(String operation, Supplier<? extends Result<T>> work) {
        return table.start(checked(operation), Objects.requireNonNull(work, "work"));
    }

    /// Does the same with each item, at most `maxConcurrency` of them at a time. Nothing starts before the first
    /// result is asked for; no more than `maxConcurrency` results wait to be taken. Close the stream to cancel the
    /// rest.
    ///
    /// @param <I> type of the items
    /// @param <T> type of the values
    /// @param operation the name of each task, 1-128 characters
    /// @param items what to work on; taken as tasks start, so it may be endless
    /// @param maxConcurrency tasks at a time, `>= 1`
    /// @param order of the results
    /// @param work what to do with an item
    /// @return the results
    /// @throws IllegalArgumentException if an argument is not as described
    public <I, T> TaskStream<I, T> stream(
            String operation,
            Iterable<? extends I> items,
            int maxConcurrency,
            StreamOrder order,
            Function<? super I, ? extends Result<T>> work) {
        if (maxConcurrency < 1) {
            throw new IllegalArgumentException("maxConcurrency must be >= 1, was " + maxConcurrency);
        }
        return new TaskStream<>(
                table,
                checked(operation),
                items.iterator(),
                maxConcurrency,
                Objects.requireNonNull(order, "order"),
                Objects.requireNonNull(work, "work"));
    }

    /// Cancels all tasks, as [Task#cancel()]. Waits for the server, at most 5 s.
    ///
    /// Errors: those of a call, such as `S102 service_unavailable`.
    ///
    /// @return how many this ended
    public Result<Integer> cancelAll() {
        return server.call(new TaskServer.Protocol.CancelAll());
    }

    /// Tasks whose thread has not ended, also cancelled and abandoned ones.
    ///
    /// @return how many
    public int running() {
        return table.running();
    }

    /// What became of its tasks.
    ///
    /// @return the counts now
    public Counts counts() {
        return table.counts();
    }

    /// Whether tasks are accepted, if there is a place.
    ///
    /// @return false before its start and after its stop
    public boolean available() {
        return table.isOpen();
    }

    /// How it does: DEGRADED while as many tasks run as may, or one that was ended more than a second ago still runs;
    /// its stack is shown.
    ///
    /// @return the health now
    public ServiceHealth health() {
        return TaskHealth.of(table);
    }

    /// Its server as a child: permanent, with enough time for the tasks to end.
    ///
    /// @return the specification
    public ChildSpec childSpec() {
        return ChildSpec.of(definition)
                .shutdown(
                        switch (shutdown) {
                            case Shutdown.Immediate _ -> Shutdown.within(LONGEST_CLEAN_UP);
                            case Shutdown.Within(var limit) -> Shutdown.within(limit.plus(LONGEST_CLEAN_UP));
                            case Shutdown.Unbounded _ -> Shutdown.unbounded();
                        });
    }

    private static String checked(String operation) {
        if (operation.isEmpty() || operation.length() > LONGEST_OPERATION) {
            throw new IllegalArgumentException(
                    "an operation's name must be 1-128 characters, had " + operation.length());
        }
        return operation;
    }

    /// What became of the tasks of one supervisor since it was made. Unit of all: tasks. Those that have not ended yet
    /// are
    /// `started` less the four ends.
    ///
    /// @param started tasks that were accepted
    /// @param succeeded ended with a value
    /// @param failed ended with an error that they returned
    /// @param crashed ended by throwing
    /// @param cancelled ended by a cancellation or by the stop of their supervisor
    /// @param refused not accepted, so not started
    public record Counts(long started, long succeeded, long failed, long crashed, long cancelled, long refused) {
        /// The tasks that have ended, each once.
        ///
        /// @return their number
        public long ended() {
            return succeeded + failed + crashed + cancelled;
        }
    }

    /// Builds a [TaskSupervisor]. Not thread-safe.
    public static final class Builder {
        private final String name;
        private int maxTasks = 10_000;
        private Shutdown shutdown = Shutdown.within(Duration.ofSeconds(5));

        private Builder(String name) {
            this.name = name;
        }

        /// How many tasks may run at a time; more are refused with `S201`.
        ///
        /// @param most tasks, `>= 1`
        /// @return this builder
        /// @throws IllegalArgumentException if `most` is below 1
        public Builder maxTasks(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("maxTasks must be >= 1, was " + most);
            }
            this.maxTasks = most;
            return this;
        }

        /// What running tasks get at a stop before they are interrupted: nothing, a time, or all the time they need.
        /// An interrupted task has 1 s to end before it is abandoned.
        ///
        /// @param way how to stop
        /// @return this builder
        public Builder shutdown(Shutdown way) {
            this.shutdown = Objects.requireNonNull(way, "shutdown");
            return this;
        }

        /// The supervisor, which runs once its [TaskSupervisor#childSpec()] does.
        ///
        /// @param runtime the runtime of its tree
        /// @return the task supervisor
        /// @throws IllegalArgumentException if the runtime has another server of that name
        public TaskSupervisor build(ServerRuntime runtime) {
            return new TaskSupervisor(this, runtime);
        }
    }
}
