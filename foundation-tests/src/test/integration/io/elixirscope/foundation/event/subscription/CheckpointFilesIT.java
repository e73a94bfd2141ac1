package io.elixirscope.foundation.event.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointFilesIT {
    @TempDir
    private Path directory;

    private Checkpoints checkpoints() {
        return Checkpoints.inDirectory(directory.resolve("consumers"));
    }

    private Path file() {
        return directory.resolve("consumers").resolve("mailer.checkpoint");
    }

    @Test
    void givesBackTheLastOneThatWasSaved() {
        assertThat(checkpoints().load("mailer")).isEqualTo(Result.ok(Optional.empty()));
        Checkpoint checkpoint = new Checkpoint(7, Value.list(Value.of("a"), Value.of(1)));
        assertThat(checkpoints().save("mailer", Checkpoint.at(3))).isEqualTo(Result.done());
        assertThat(checkpoints().save("mailer", checkpoint)).isEqualTo(Result.done());
        assertThat(checkpoints().load("mailer")).isEqualTo(Result.ok(Optional.of(checkpoint)));
        assertThat(checkpoints().load("other")).isEqualTo(Result.ok(Optional.empty()));
    }

    @Test
    void findsEveryFlippedByteAndEveryMissingOne() throws IOException {
        checkpoints().save("mailer", new Checkpoint(7, Value.of("state"))).orElseThrow();
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 0x10;
            Files.write(file(), flipped);
            assertDamaged();
            Files.write(file(), Arrays.copyOf(whole, i));
            assertDamaged();
        }
    }

    private void assertDamaged() {
        assertThat(checkpoints().load("mailer")).isInstanceOfSatisfying(Result.Err.class, damaged -> {
            assertThat(damaged.error().type()).isEqualTo(FoundationErrorType.DATA_CORRUPTION);
            assertThat(damaged.error().message()).contains(file().toString(), "remove it");
        });
    }

    @Test
    void saysWhyItCannotBeSaved() throws IOException {
        Files.writeString(directory.resolve("consumers"), "a file");
        Result<Done> refused = checkpoints().save("mailer", Checkpoint.at(1));
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Result.Err.class,
                        failed -> assertThat(failed.error().type()).isEqualTo(FoundationErrorType.STORAGE_FAILED));
    }
}
