package io.elixirscope.foundation.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.testkit.SecretStoreContract;
import io.elixirscope.foundation.value.Sensitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSecretStoreContractTest extends SecretStoreContract {
    @TempDir
    private Path folder;

    private Path directory() {
        return folder.resolve("secrets");
    }

    @Override
    protected SecretStore empty() {
        return FileSecretStore.open(directory()).orElseThrow();
    }

    @Override
    protected SecretStore reopened(SecretStore used) {
        return FileSecretStore.open(directory()).orElseThrow();
    }

    /// A file in the place of the directory: the rights of a directory do not hold back the administrator.
    @Override
    protected void breakDown(SecretStore used) {
        try {
            Files.move(directory(), folder.resolve("away"));
            Files.writeString(directory(), "no directory");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void keepsFilesForTheirOwnerOnly() throws IOException {
        empty().put("api-key", "0a", Sensitive.of("hunter2")).orElseThrow();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory().resolve("api-key=0a"))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesADirectoryThatOthersCanEnter() throws IOException {
        Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwxr-x---"));

        assertThat(FileSecretStore.open(directory())).isInstanceOfSatisfying(Result.Err.class, failure -> {
            assertThat(failure.error().type()).isEqualTo(FoundationErrorType.SECRET_STORE_FAILED);
            assertThat(failure.error().message()).contains("chmod 700 " + directory());
        });
    }

    @Test
    void takesAwayWhatAnEndedProcessLeftHalfWritten() throws IOException {
        empty();
        Files.writeString(directory().resolve(".unfinished"), "hunt");

        reopened(empty());

        assertThat(directory()).isEmptyDirectory();
    }
}
