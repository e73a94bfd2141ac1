package io.elixirscope.foundation.event.journal;

import static io.elixirscope.foundation.event.EventSamples.events;
import static io.elixirscope.foundation.event.EventSamples.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Durability;
import io.elixirscope.foundation.time.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may have a directory, and how it is opened.
final class FileStoreHoldingIT {
    @TempDir
    Path temp;

    private StoreDirectory directory;

    @BeforeEach
    void lookAtDirectory() {
        directory = new StoreDirectory(temp.resolve("journal"));
    }

    @Test
    void keepsASecondStoreOfTheSameProcessOut() {
        try (FileEventStore store = directory.open()) {
            FoundationError error = directory.refusal();
            assertThat(error.type()).isEqualTo(FoundationErrorType.STORAGE_IN_USE);
            assertThat(error.message())
                    .contains("process " + ProcessHandle.current().pid(), "this process");
            assertThat(store.append(numbered(1)).succeeded()).isTrue();
        }
        directory.open().close();
    }

    @Test
    void keepsAnotherProcessOutEvenAfterASecondStoreTried() throws Exception {
        try (FileEventStore store = directory.open()) {
            store.append(numbered(1)).orElseThrow();
            assertThat(directory.refusal().type()).isEqualTo(FoundationErrorType.STORAGE_IN_USE);
            String said = ChildStore.run(temp.resolve("journal"));
            assertThat(said)
                    .contains("S203", "process " + ProcessHandle.current().pid());
            assertThat(store.append(numbered(2)).succeeded()).isTrue();
        }
        assertThat(ChildStore.run(temp.resolve("journal"))).contains("opened 2");
    }

    @Test
    void letsGoWhenOpeningFails() throws IOException {
        Files.createDirectories(temp.resolve("journal"));
        StoreDirectory.write(directory.file("0000000000000000001.events"), new byte[100]);
        assertThat(directory.refusal().type()).isEqualTo(FoundationErrorType.DATA_CORRUPTION);
        Files.delete(directory.file("0000000000000000001.events"));
        directory.open().close();
    }

    @Test
    void clearsAwayWhatADeadHolderLeft() throws IOException {
        directory.open().close();
        Files.createFile(directory.file("holder-999999999-1"));
        Files.createFile(directory.file("0000000000000000099.events.tmp"));
        directory.open().close();
        assertThat(directory.files("holder-", "")).isEmpty();
        assertThat(directory.files("", ".tmp")).isEmpty();
    }

    @Test
    void opensInAnInterruptedThread() {
        Thread.currentThread().interrupt();
        FileEventStore store = directory.open();
        boolean kept = Thread.interrupted();
        store.append(numbered(1)).orElseThrow();
        assertThat(kept).isTrue();
        assertThat(events(store)).isEqualTo(numbered(1, 1));
        store.close();
    }

    @Test
    void refusesALevelThatItCannotGive() {
        Result<FileEventStore> refused = FileEventStore.open(
                temp, FileStoreOptions.of(Scheduler.system()).withDurability(Durability.FSYNC));
        assertThat(refused).isInstanceOfSatisfying(Result.Err.class, failed -> {
            assertThat(failed.error().type()).isEqualTo(FoundationErrorType.INVALID_INPUT);
            assertThat(failed.error().message()).contains("FSYNC", "OS");
        });
    }

    @Test
    void saysWhenTheDirectoryCannotBeMade() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        Result<FileEventStore> refused =
                FileEventStore.open(file.resolve("journal"), FileStoreOptions.of(Scheduler.system()));
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Result.Err.class,
                        failed -> assertThat(failed.error().type()).isEqualTo(FoundationErrorType.STORAGE_FAILED));
    }

    @Test
    void saysThatSomethingElseIsInThePlaceOfTheDirectory() throws IOException {
        Files.createFile(temp.resolve("journal"));
        assertThat(directory.refusal().message()).contains("journal: there is already something else of this name");
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        directory.open().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("journal"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.segments().getFirst())))
                .isEqualTo("rw-------");
    }
}
