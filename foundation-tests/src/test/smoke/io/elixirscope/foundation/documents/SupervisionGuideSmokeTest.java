package io.elixirscope.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.supervision.ChildSpec;
import io.elixirscope.foundation.supervision.ChildStatus;
import io.elixirscope.foundation.supervision.SupervisionTree;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.supervision.TreeEnd;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What docs/guides/supervision.md shows is what compiles, and what it says of it holds.
@Timeout(60)
class SupervisionGuideSmokeTest {
    private final Stage stage = Stage.system();

    @AfterEach
    void close() {
        stage.close();
    }

    /// Asks the server of that name, wherever the test defined it.
    private Result<Integer> ask(String server, SupervisionGuide.Counter message) {
        @SuppressWarnings("unchecked")
        var ref = (io.elixirscope.foundation.server.ServerRef<SupervisionGuide.Counter>)
                stage.runtime.servers().find(server).orElseThrow();
        @SuppressWarnings("unchecked")
        var call = (io.elixirscope.foundation.server.Call<SupervisionGuide.Counter, Integer>) message;
        return ref.call(call);
    }

    private static void await(SupervisionTree tree, Predicate<ChildStatus> wanted) {
        while (!wanted.test(tree.status())) {
            Thread.onSpinWait();
        }
    }

    @Test
    void showsTheCodeThatIsCompiled() {
        assertThat(Document.of("docs/guides/supervision.md").blocks("java"))
                .hasSizeGreaterThan(5)
                .containsExactlyElementsOf(ExampleCode.regions(SupervisionGuide.class));
    }

    @Test
    void theCounterBeginsAnewAfterACrash() {
        var answers = SupervisionGuide.countOverACrash();
        assertThat(answers.getFirst()).isEqualTo(Result.ok(1));
        assertThat(((Result.Err<Integer>) answers.get(1)).error().type()).isEqualTo(FoundationErrorType.SERVER_CRASHED);
        assertThat(answers.getLast()).isEqualTo(Result.ok(1));
    }

    @Test
    void theRestOfThePipelineRestartsWithTheFilter() {
        var tree = stage.start(SupervisionGuide.pipeline());
        for (var server : new String[] {"source", "filter", "sink"}) {
            ask(server, new SupervisionGuide.Counter.Next()).orElseThrow();
        }
        ask("filter", new SupervisionGuide.Counter.Break(new IllegalStateException("bug")));
        await(tree, root -> tree.restarts() == 2 && root.children().getLast().state() == ChildStatus.State.RUNNING);
        assertThat(ask("source", new SupervisionGuide.Counter.Next())).isEqualTo(Result.ok(2));
        assertThat(ask("sink", new SupervisionGuide.Counter.Next())).isEqualTo(Result.ok(1));
    }

    @Test
    void aTransientChildThatFinishesStaysDown() {
        var tree = stage.start(SupervisionGuide.strict());
        ask("import", new SupervisionGuide.Counter.Finish()).orElseThrow();
        await(tree, root -> root.children().getFirst().state() == ChildStatus.State.STOPPED);
        assertThat(tree.restarts()).isZero();
    }

    @Test
    void theFeedWaitsBeforeItsRestart() {
        var tree = stage.start(SupervisionGuide.patient());
        ask("feed", new SupervisionGuide.Counter.Break(new IllegalStateException("bug")));
        assertThat(ask("feed", new SupervisionGuide.Counter.Next())).isEqualTo(Result.ok(1));
        assertThat(tree.restarts()).isOne();
    }

    @Test
    void theJobEndsWithItsWork() {
        var tree = stage.start(SupervisionGuide.job());
        ask("reader", new SupervisionGuide.Counter.Finish()).orElseThrow();
        ask("writer", new SupervisionGuide.Counter.Finish()).orElseThrow();
        await(tree, root -> root.children().getFirst().state() == ChildStatus.State.STOPPED);
        assertThat(tree.ended()).isEmpty();
    }

    @Test
    void theCarefulOneGivesUpAtOnce() throws Exception {
        var tree = stage.start(SupervisionGuide.careful());
        var ended = new CompletableFuture<TreeEnd>();
        tree.onEnd(ended::complete);
        ask("ledger", new SupervisionGuide.Counter.Break(SupervisionGuide.damaged()));
        assertThat(ended.get())
                .isInstanceOfSatisfying(
                        TreeEnd.Failed.class,
                        end -> assertThat(end.error().type()).isEqualTo(FoundationErrorType.SUPERVISOR_ESCALATED));
    }

    @Test
    void aChildIsReplaced() {
        GenServer<?, ?> prices = SupervisionGuide.counter("prices");
        var shop = Supervisor.named("shop").child(ChildSpec.of(prices)).build();
        var children = stage.start(shop).children(shop);
        assertThat(SupervisionGuide.replace(children)).isEqualTo(Result.ok(Done.DONE));
        assertThat(children.children()).extracting(ChildStatus::id).containsExactly("prices-2");
    }

    @Test
    void theEndIsTold() throws Exception {
        var told = new CompletableFuture<String>();
        var foundation = SupervisionGuide.start(SupervisionGuide.careful(), told::complete)
                .orElseThrow();
        foundation.stop().orElseThrow();
        assertThat(told.get()).isEqualTo("stopped");
    }
}
