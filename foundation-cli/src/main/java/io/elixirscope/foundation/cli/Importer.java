package io.elixirscope.foundation.cli;

import static io.elixirscope.foundation.error.FoundationErrorType.DATA_TOO_LARGE;
import static io.elixirscope.foundation.error.FoundationErrorType.DUPLICATE_ID;
import static io.elixirscope.foundation.error.FoundationErrorType.VALIDATION_FAILED;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.formats.CloudEventsLine;
import io.elixirscope.foundation.formats.CloudEventsLines;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/// Reads lines in the calling thread and appends them in batches in others.
///
/// A store takes a batch whole or not at all: where it refuses one for an event in it, the batch's events are appended
/// one by one, so that only the bad ones are rejected.
final class Importer implements AutoCloseable {

    private static final Set<ErrorType> FAULTS_OF_THE_EVENT = Set.of(VALIDATION_FAILED, DATA_TOO_LARGE, DUPLICATE_ID);

    private final EventStore store;
    private final String file;
    private final ImportAccount account;
    private final int appenders;
    private final ExecutorService threads;
    private final Queue<CompletableFuture<Result<Done>>> underWay = new ArrayDeque<>();

    Importer(EventStore store, String file, ImportAccount account, int appenders) {
        this.store = store;
        this.file = file;
        this.account = account;
        this.appenders = appenders;
        this.threads = Executors.newFixedThreadPool(
                appenders, Thread.ofPlatform().daemon().name("import-", 1).factory());
    }

    /// Imports all lines; the error of the input, or of the store, ends it.
    Result<Done> run(CloudEventsLines lines, UnaryOperator<Event> ids) {
        var batch = new ImportBatch();
        Result<Done> result = Result.done();
        while (result.succeeded() && lines.hasNext()) {
            switch (lines.next()) {
                case CloudEventsLine.Parsed line -> batch.add(line, ids);
                case CloudEventsLine.Rejected line -> account.rejected(line.error());
                case CloudEventsLine.Broken line -> result = Result.err(line.error());
            }
            if (batch.full() || (!batch.isEmpty() && lines.idle())) {
                result = firstError(result, submit(batch));
                batch = new ImportBatch();
            }
        }
        if (!batch.isEmpty()) {
            result = firstError(result, submit(batch));
        }
        return firstError(result, drain(0));
    }

    private static Result<Done> firstError(Result<Done> first, Result<Done> second) {
        return first.succeeded() ? second : first;
    }

    private Result<Done> submit(ImportBatch batch) {
        underWay.add(CompletableFuture.supplyAsync(() -> append(batch), threads));
        return drain(2 * appenders);
    }

    /// Waits until at most so many batches are under way.
    private Result<Done> drain(int remaining) {
        Result<Done> result = Result.done();
        while (underWay.size() > remaining) {
            result = firstError(result, outcome(underWay.remove()));
        }
        return result;
    }

    private static Result<Done> outcome(CompletableFuture<Result<Done>> batch) {
        try {
            return batch.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    private Result<Done> append(ImportBatch batch) {
        return switch (store.appendAll(batch.events())) {
            case Result.Ok(var answers) -> {
                account.appended(batch.events(), answers);
                yield Result.done();
            }
            case Result.Err(var error) -> isFaultOfTheEvent(error) ? appendEach(batch) : Result.err(error);
        };
    }

    private Result<Done> appendEach(ImportBatch batch) {
        for (var i = 0; i < batch.events().size(); i++) {
            var event = batch.events().get(i);
            switch (store.append(event)) {
                case Result.Ok(var answer) -> account.appended(List.of(event), List.of(answer));
                case Result.Err(var error)
                when isFaultOfTheEvent(error) ->
                    account.rejected(error.at(place(batch.lines().get(i))));
                case Result.Err(var error) -> {
                    return Result.err(error);
                }
            }
        }
        return Result.done();
    }

    private static boolean isFaultOfTheEvent(FoundationError error) {
        return FAULTS_OF_THE_EVENT.contains(error.type());
    }

    private SourceExcerpt place(CloudEventsLine.Parsed line) {
        return new SourceExcerpt(file, (int) Math.min(line.number(), Integer.MAX_VALUE), 1, line.text());
    }

    /// Ends the appending threads; nothing is under way after [#run].
    @Override
    public void close() {
        threads.shutdown();
    }
}
