package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.SourceExcerpt;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A file of one format. The file is read through a plain stream, which an interrupt does not
/// close, and only as far as a file may be long.
final class FileSource implements ConfigSource {
    static final int LARGEST_BYTES = 1 << 20;

    private final Path file;
    private final ConfigFormat format;

    FileSource(Path file, ConfigFormat format) {
        this.file = file;
        this.format = format;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public ConfigReading read() {
        try (var in = new FileInputStream(file.toFile())) {
            byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
            return bytes.length > LARGEST_BYTES
                    ? failed(FoundationErrorType.INVALID_CONFIG_STRUCTURE, "is larger than " + LARGEST_BYTES + " bytes")
                    : parse(name(), bytes, format);
        } catch (FileNotFoundException e) {
            return Files.exists(file) ? unreadable(e) : failed(FoundationErrorType.CONFIG_NOT_FOUND, "does not exist");
        } catch (IOException e) {
            return unreadable(e);
        }
    }

    /// The bytes decide, not the time of the last change: a file is there whole after a rename, a link that is put
    /// elsewhere or a second write within the clock's grain.
    @Override
    public Optional<String> stamp() {
        try (var in = new FileInputStream(file.toFile())) {
            var digest = MessageDigest.getInstance("SHA-256");
            return Optional.of(HexFormat.of().formatHex(digest.digest(in.readNBytes(LARGEST_BYTES + 1))));
        } catch (IOException e) {
            return Optional.of(Objects.toString(e.getMessage()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private ConfigReading unreadable(IOException e) {
        return failed(FoundationErrorType.CONFIG_NOT_FOUND, "cannot be read: " + e.getMessage());
    }

    private ConfigReading failed(FoundationErrorType type, String rule) {
        return failed(name(), type, rule);
    }

    /// The reading of a file of which nothing is known but what is wrong with it.
    static ConfigReading failed(String name, FoundationErrorType type, String rule) {
        return new ConfigReading(List.of(), List.of(new ConfigProblem(type, "", name + " " + rule, null)));
    }

    /// Reads the content of a file.
    static ConfigReading parse(String name, byte[] bytes, ConfigFormat format) {
        var in = ByteBuffer.wrap(bytes);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            var text = decoder.decode(in).toString();
            return format.read(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException _) {
            return malformed(name, bytes, in.position());
        }
    }

    private static ConfigReading malformed(String name, byte[] bytes, int offset) {
        var before = new String(bytes, 0, offset, StandardCharsets.UTF_8);
        var lines = PropertiesReader.lines(before);
        var text = lines[lines.length - 1];
        var at = new SourceExcerpt(name, lines.length, text.length() + 1, Masking.dots(text, keyEnd(text), 0, 0));
        var message = "is not UTF-8: byte 0x%02x at offset %d".formatted(bytes[offset], offset);
        return new ConfigReading(
                List.of(), List.of(new ConfigProblem(FoundationErrorType.INVALID_CONFIG_STRUCTURE, "", message, at)));
    }

    private static int keyEnd(String line) {
        int end = line.length() - line.stripLeading().length();
        while (end < line.length() && "=: \t".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
