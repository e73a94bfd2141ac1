package io.elixirscope.foundation.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.FoundationError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class CloudEventsLinesTest {

    private static final int MAX_LINE_BYTES = 200;

    private static String line(String id) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"s\",\"type\":\"t\",\"time\":\"2026-01-09T08:46:08Z\"}"
                .formatted(id);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static List<CloudEventsLine> read(byte[] bytes) {
        List<CloudEventsLine> lines = new ArrayList<>();
        try (var input = new CloudEventsLines(new ByteArrayInputStream(bytes), "in.jsonl", MAX_LINE_BYTES)) {
            input.forEachRemaining(lines::add);
        }
        return lines;
    }

    private static List<String> shown(byte[] bytes) {
        return read(bytes).stream().map(CloudEventsLinesTest::shown).toList();
    }

    private static String shown(CloudEventsLine line) {
        return switch (line) {
            case CloudEventsLine.Parsed parsed ->
                parsed.number() + " " + parsed.event().id();
            case CloudEventsLine.Rejected rejected -> rejected.number() + " " + place(rejected.error());
            case CloudEventsLine.Broken broken ->
                broken.number() + " broken " + broken.error().type().fullCode();
        };
    }

    private static String place(FoundationError error) {
        var source = error.source().orElseThrow();
        return error.type().fullCode() + " " + source.file() + ":" + source.line() + ":" + source.column();
    }

    @Test
    void numbersLinesAndSkipsEmptyOnes() {
        var text = line("a") + "\n\n  \r\n" + line("b") + "\r\n" + line("c");
        assertThat(shown(utf8(text))).containsExactly("1 a", "4 b", "5 c");
    }

    @Test
    void givesNothingForAnEmptyInput() {
        assertThat(shown(new byte[0])).isEmpty();
        assertThat(shown(utf8("\n\n"))).isEmpty();
    }

    @Test
    void knowsGzipByItsFirstBytes() throws IOException {
        assertThat(shown(gzip(utf8(line("a") + "\n" + line("b") + "\n")))).containsExactly("1 a", "2 b");
    }

    @Test
    void dropsAByteOrderMark() {
        assertThat(shown(utf8("\uFEFF" + line("a")))).containsExactly("1 a");
    }

    @Test
    void goesOnAfterABadLine() {
        assertThat(shown(utf8("{\n" + line("b")))).containsExactly("1 D202 in.jsonl:1:2", "2 b");
    }

    @Test
    void rejectsALineThatIsTooLongAndGoesOn() {
        var text = line("x".repeat(100_000)) + "\n" + line("b");
        assertThat(shown(utf8(text))).containsExactly("1 D205 in.jsonl:1:1", "2 b");
    }

    @Test
    void takesALineOfJustTheLimit() {
        var longest = line("a") + " ".repeat(MAX_LINE_BYTES - line("a").length());
        assertThat(shown(utf8(longest + "\n" + longest + " "))).containsExactly("1 a", "2 D205 in.jsonl:2:1");
    }

    @Test
    void pointsAtTheByteThatIsNotUtf8() {
        var bytes = utf8("{\"ä\":\"x\"}\n" + line("b"));
        bytes[7] = (byte) 0xc0;
        assertThat(shown(bytes)).containsExactly("1 D202 in.jsonl:1:7", "2 b");
    }

    @Test
    void tellsWhereADamagedInputEnds() throws IOException {
        var whole = gzip(utf8((line("a") + "\n").repeat(50)));
        var cut = Arrays.copyOf(whole, whole.length - 12);
        assertThat(shown(cut)).last().asString().endsWith("broken D202");
    }

    @Test
    void readsSeveralGzipMembers() throws IOException {
        var members = joined(gzip(utf8(line("a") + "\n")), gzip(utf8(line("b") + "\n")), gzip(new byte[0]));
        assertThat(shown(members)).containsExactly("1 a", "2 b");
    }

    @Test
    void tellsThatSomethingElseFollowsTheCompressedData() throws IOException {
        var good = gzip(utf8(line("a") + "\n"));
        var damaged = gzip(utf8(line("b") + "\n"));
        damaged[0] ^= 1;
        for (var rest : List.of(damaged, utf8("x"), new byte[9])) {
            assertThat(shown(joined(good, rest))).containsExactly("1 a", "2 broken D202");
        }
    }

    /// The compressed data fills the reader's buffers to the byte, so that the rest is read behind them.
    @Test
    void tellsWhatFollowsWhereverTheBufferEnds() throws IOException {
        var text = new StringBuilder();
        var random = new Random(7);
        while (gzip(utf8(text.toString())).length < (1 << 16) + 64) {
            text.append(line(Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong())))
                    .append('\n');
        }
        var whole = gzip(utf8(text.toString()));
        for (var shift = 0; shift < 40; shift++) {
            var name = new byte[(2 << 16) - whole.length - shift];
            Arrays.fill(name, (byte) 'n');
            name[name.length - 1] = 0;
            var named = joined(Arrays.copyOf(whole, 10), name, Arrays.copyOfRange(whole, 10, whole.length));
            named[3] = 8; // a file name follows the head
            assertThat(shown(named)).as("whole, %d", shift).noneMatch(line -> line.contains("broken"));
            assertThat(shown(joined(named, utf8("x"))))
                    .as("rest, %d", shift)
                    .last()
                    .asString()
                    .contains("broken");
        }
    }

    @Test
    void tellsThatAGzipFileEndsInsideItsHead() {
        assertThat(read(new byte[] {0x1f, (byte) 0x8b}))
                .singleElement()
                .isInstanceOfSatisfying(
                        CloudEventsLine.Broken.class,
                        broken -> assertThat(broken.error().message())
                                .isEqualTo("in.jsonl cannot be read: the gzip file ends inside its head"));
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void refusesUtf16() {
        var text = line("a").getBytes(StandardCharsets.UTF_16);
        assertThat(shown(text)).containsExactly("1 broken D202");
    }

    @Test
    void isIdleOnlyWhereASilentPipeHasNoWholeLineLeft() {
        var bytes = utf8(line("a") + "\n" + line("b") + "\n");
        try (var input = new CloudEventsLines(new ByteArrayInputStream(bytes), "in")) {
            assertThat(input.next().number()).isEqualTo(1);
            assertThat(input.idle()).isFalse();
            assertThat(input.next().number()).isEqualTo(2);
            assertThat(input.idle()).isTrue();
            assertThatThrownBy(input::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void refusesALimitBeyondItsRange() {
        assertThatThrownBy(() -> new CloudEventsLines(new ByteArrayInputStream(new byte[0]), "in", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxLineBytes must be 1 to");
    }
}
