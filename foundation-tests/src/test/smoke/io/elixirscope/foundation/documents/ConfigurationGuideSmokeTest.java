package io.elixirscope.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.cli.FoundationCommand;
import io.elixirscope.foundation.config.Config;
import io.elixirscope.foundation.documents.ConfigurationGuide.ShopConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What docs/guides/configuration.md shows is what compiles and what is printed.
@Timeout(60)
class ConfigurationGuideSmokeTest {
    private static final Pattern TIME = Pattern.compile("[0-9-]{10}T[0-9:]{8}Z");

    private final Document guide = Document.of("docs/guides/configuration.md");

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Foundation start() throws IOException {
        var file = write("shop.yaml", guide.blocks("yaml").getFirst());
        return ConfigurationGuide.start(file, folder.resolve("data")).orElseThrow();
    }

    private static Config<ShopConfig> config(Foundation foundation) {
        return foundation.config(ShopConfig.class);
    }

    private String verb(String words, String... more) {
        var out = new StringWriter();
        new CommandLine(new FoundationCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(Stream.concat(Stream.of(words.split(" ")), Stream.of(more))
                        .toArray(String[]::new));
        return steady(out.toString());
    }

    private String steady(String text) {
        var plain = text.replace(folder + "/", "").replace(System.getProperty("user.name"), "ann");
        return TIME.matcher(plain).replaceAll("2026-11-28T02:14:33Z");
    }

    @Test
    void showsTheCodeThatIsCompiled() {
        assertThat(guide.blocks("java"))
                .hasSizeGreaterThan(5)
                .containsExactlyElementsOf(ExampleCode.regions(ConfigurationGuide.class));
    }

    @Test
    void showsEveryProblemOfTheFileWithMistakes() throws IOException {
        var file = write("shop.yaml", guide.blocks("yaml").get(1));

        assertThat(guide.blocks("text"))
                .contains(verb("config check", file.toString(), "--schema", ShopConfig.class.getName()));
    }

    @Test
    void whatItSaysOfReadingAndChangingHolds() throws IOException {
        try (var foundation = start()) {
            var config = config(foundation);
            assertThat(ConfigurationGuide.patience(foundation)).isEqualTo(Duration.ofSeconds(1));
            assertThat(ConfigurationGuide.loadTest(config).orElseThrow().number())
                    .isEqualTo(2);
            assertThat(ConfigurationGuide.larger(config).orElseThrow().number()).isEqualTo(3);
            assertThat(ConfigurationGuide.oneMore(config).orElseThrow().number())
                    .isEqualTo(4);
            assertThat(config.current().orders().batchSize()).isEqualTo(101);
            assertThat(config.current().toString()).contains("4711");
            assertThat(config.snapshot().toString()).doesNotContain("4711");
        }
    }

    @Test
    void whatItSaysOfSubscriptionsHolds() throws IOException, InterruptedException {
        BlockingQueue<Duration> told = new LinkedBlockingQueue<>();
        try (var foundation = start();
                var _ = ConfigurationGuide.follow(config(foundation), told::add).orElseThrow()) {
            ConfigurationGuide.loadTest(config(foundation)).orElseThrow();
            assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void showsWhatTheVerbsPrintWhileANodeRunsAndAfter() throws IOException {
        var data = folder.resolve("data").toString();
        var printed = new StringBuilder();
        try (var _ = start()) {
            for (var words : List.of(
                    "config set orders.batch-size 50",
                    "config explain orders.batch-size",
                    "config history --limit 1",
                    "config rollback 1")) {
                printed.append("$ ./foundation ").append(words).append(" --data DIR\n");
                printed.append(verb(words, "--data", data));
            }
        }
        var after = "$ ./foundation config diff 1 2 --data DIR\n" + verb("config diff 1 2", "--data", data);

        assertThat(guide.blocks("text").stream().map(ConfigurationGuideSmokeTest::even))
                .contains(even(printed.toString()), even(after.replace(" on data:", " on DIR:")));
    }

    /// Columns are as wide as the user's name.
    private static String even(String text) {
        return text.replaceAll(" {2,}", "  ");
    }

    @Test
    void whatItSaysOfGoingBackHolds() throws IOException {
        try (var foundation = start()) {
            var config = config(foundation);
            ConfigurationGuide.loadTest(config).orElseThrow();
            var back = ConfigurationGuide.back(config).orElseThrow();
            assertThat(back.version().cause()).isEqualTo("rollback to version 1");
            assertThat(back.differing()).isEmpty();
        }
    }
}
