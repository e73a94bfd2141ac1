package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventsExportIT extends EventsVerbCase {

    @Nested
    class Export {

        @Test
        void isReadBackAndExportedEqualButForTheRecordingTime() throws IOException {
            Cli.run("events", "import", Cli.SAMPLE, "--data", data);
            var first = verb("export");
            assertThat(first.lines()).hasSize(10_000);
            var copy = directory.resolve("copy");
            var exported = Files.writeString(directory.resolve("export.jsonl"), first.out());
            var imported = Cli.run("events", "import", exported, "--data", copy, "--json");
            assertThat(json(imported.out())).containsEntry("imported", Value.of(10_000));
            var second = Cli.run("events", "export", "--data", copy);
            var recorded = "\"recordedat\":\"[^\"]*\",";
            assertThat(second.out().replaceAll(recorded, ""))
                    .isEqualTo(first.out().replaceAll(recorded, ""));
        }

        @Test
        void givesEveryMemberOfTheInputBack() throws IOException {
            var line = event(
                    "x",
                    "t",
                    "2026-01-01T00:00:00Z",
                    "\"subject\":\"s\",\"datacontenttype\":\"text/plain\",\"flag\":false,\"count\":1.50,"
                            + "\"dataschema\":\"urn:s\",\"data\":\"ä€😀\"");
            importLines(List.of(line));
            var exported = new HashMap<>(json(verb("export").out()));
            exported.keySet().removeAll(List.of("position", "recordedat"));
            assertThat(exported).isEqualTo(json(line));
        }

        @Test
        void endsQuietlyWhereTheReaderGoesAway() {
            Cli.run("events", "import", Cli.SAMPLE, "--data", data);
            var err = new StringWriter();
            var out = ResultWriter.over(new Failing("Broken pipe"));
            assertThat(Cli.execute(out, new PrintWriter(err), "events", "export", "--data", data))
                    .isZero();
            assertThat(err.toString()).isEmpty();
        }

        @Test
        void failsWhereTheResultsCannotBeWritten() throws IOException {
            importLines(LINES);
            var err = new StringWriter();
            var out = ResultWriter.over(new Failing("No space left on device"));
            assertThat(Cli.execute(out, new PrintWriter(err), "events", "export", "--data", data))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("S202", "No space left on device");
        }
    }

    @Nested
    class Usage {

        @ParameterizedTest
        @CsvSource({"export", "query", "get x", "trace x", "stats"})
        void readingVerbsRefuseAMissingDirectoryAndMakeNone(String verb) {
            var run = verb((Object[]) verb.split(" "));
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("D401", "no data directory").doesNotContain("\tat ");
            assertThat(data).doesNotExist();
        }

        @Test
        void readingVerbsRefuseADirectoryWithoutAJournal() throws IOException {
            Files.createDirectories(data);
            assertThat(verb("stats").err()).contains("no journal");
            assertThat(data).isEmptyDirectory();
        }

        @ParameterizedTest
        @CsvSource({"import f", "export", "query", "get x", "trace x", "stats"})
        void theDataDirectoryIsRequired(String verb) {
            var run = Cli.run((Object[]) ("events " + verb).split(" "));
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("--data", "Usage:");
        }

        @Test
        void aVerbMustFollow() {
            var run = Cli.run("events");
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("import", "export", "query", "get", "trace", "stats");
        }

        @ParameterizedTest
        @CsvSource({
            "--durability memory, os or fsync",
            "--appenders 0, >= 1",
            "--appenders 99, 1 to 64",
            "--repeat x, whole"
        })
        void importRefusesOptionsOutOfRange(String options, String said) throws IOException {
            var run = importLines(LINES, (Object[]) options.split(" "));
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains(said);
        }

        @Test
        void anExceptionNobodyForesawIsAShortReport() throws IOException {
            importLines(LINES);
            var err = new StringWriter();
            var out = new PrintWriter(new Throwing());
            assertThat(Cli.execute(out, new PrintWriter(err), "events", "stats", "--data", data))
                    .isEqualTo(1);
            assertThat(err.toString())
                    .contains("S401", "IllegalStateException: planted")
                    .doesNotContain("\tat ");
        }

        @Test
        void theStackOfItIsShownOnDemand() throws IOException {
            importLines(LINES);
            var err = new StringWriter();
            var out = new PrintWriter(new Throwing());
            Cli.execute(out, new PrintWriter(err), "events", "stats", "--debug", "--data", data);
            assertThat(err.toString()).contains("\tat ");
        }
    }

    private static final class Failing extends OutputStream {

        private final String reason;

        Failing(String reason) {
            this.reason = reason;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(reason);
        }
    }

    private static final class Throwing extends Writer {

        @Override
        public void write(char[] chars, int offset, int length) {
            throw new IllegalStateException("planted");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
