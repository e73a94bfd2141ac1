package io.elixirscope.foundation.event.subscription;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueCodec;
import io.elixirscope.foundation.value.ValueLimits;
import io.elixirscope.foundation.value.ValueReading;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Checkpoints in files, `NAME.checkpoint` each: written beside, forced, and put in the place of
/// the old one by renaming.
/*
 *   +---------------+--------------+------------------------------+---------------------------+
 *   | "FNDCHKP1"    | position     | state: the bytes of          | CRC32C of all before      |
 *   | 8 bytes       | u64, BE      | ValueCodec                   | u32, BE                   |
 *   +---------------+--------------+------------------------------+---------------------------+
 */
final class CheckpointFiles implements Checkpoints {
    private static final long MAGIC = 0x464E_4443_484B_5031L;
    private static final int HEAD = 16;
    private static final int TAIL = 4;
    private static final int MAX_BYTES = 64 * 1024 * 1024;
    private static final ValueLimits LIMITS = new ValueLimits(Value.MAX_DEPTH, 10_000_000, MAX_BYTES);

    private final Path directory;

    CheckpointFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public Result<Optional<Checkpoint>> load(String name) {
        Path file = file(name);
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return read(file, in.readNBytes(MAX_BYTES + 1)).map(Optional::of);
        } catch (FileNotFoundException missing) {
            return Files.exists(file)
                    ? Result.err(SubscriptionErrors.checkpointFailed(file, missing))
                    : Result.ok(Optional.empty());
        } catch (IOException failed) {
            return Result.err(SubscriptionErrors.checkpointFailed(file, failed));
        }
    }

    private static Result<Checkpoint> read(Path file, byte[] bytes) {
        if (bytes.length < HEAD + TAIL || bytes.length > MAX_BYTES) {
            return damaged(file, "it has " + bytes.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getLong() != MAGIC) {
            return damaged(file, "it does not begin as one");
        }
        long position = in.getLong();
        int end = bytes.length - TAIL;
        if (in.getInt(end) != checksum(bytes, end) || position < 0) {
            return damaged(file, "its checksum is wrong");
        }
        return switch (ValueCodec.decode(bytes, HEAD, end - HEAD, LIMITS)) {
            case ValueReading.Decoded(Value state) -> Result.ok(new Checkpoint(position, state));
            case ValueReading.Corrupt(int offset, String problem) -> damaged(file, problem + " at byte " + offset);
        };
    }

    private static Result<Checkpoint> damaged(Path file, String problem) {
        return Result.err(SubscriptionErrors.checkpointDamaged(file, problem));
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    @Override
    public Result<Done> save(String name, Checkpoint checkpoint) {
        Path file = file(name);
        Path beside = directory.resolve(name + ".tmp");
        byte[] state = ValueCodec.encode(checkpoint.state());
        byte[] bytes = new byte[HEAD + state.length + TAIL];
        ByteBuffer out = ByteBuffer.wrap(bytes)
                .putLong(MAGIC)
                .putLong(checkpoint.position())
                .put(state);
        out.putInt(checksum(bytes, bytes.length - TAIL));
        try {
            makeDirectory();
            try (FileOutputStream writing = new FileOutputStream(beside.toFile())) {
                writing.write(bytes);
                writing.getFD().sync();
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Result.done();
        } catch (IOException failed) {
            return Result.err(SubscriptionErrors.checkpointFailed(file, failed));
        }
    }

    private void makeDirectory() throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private Path file(String name) {
        return directory.resolve(name + ".checkpoint");
    }
}
