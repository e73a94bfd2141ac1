package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.elixirscope.foundation.Foundation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The command in a process that has no right to the node's socket. Where the tests run as root, which has every
/// right, that process gives up the one to pass over permissions.
@Timeout(60)
final class ForbiddenNodeIT {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    @TempDir
    private Path data;

    private Foundation node;
    private Path socket;

    @BeforeEach
    void start() throws IOException {
        node = Foundation.builder().dataDirectory(data).start().orElseThrow();
        socket = Files.readAllLines(data.resolve("control")).stream()
                .filter(line -> line.startsWith("socket="))
                .map(line -> Path.of(line.substring("socket=".length())))
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void stop() throws IOException {
        permit(socket.getParent(), "rwx------");
        permit(data, "rwx------");
        node.close();
    }

    private static void permit(Path what, String permissions) throws IOException {
        Files.setPosixFilePermissions(what, PosixFilePermissions.fromString(permissions));
    }

    /// What the command says, its exit code last.
    private String tree() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            assumeTrue(Files.isExecutable(SETPRIV), "without setpriv root cannot give up a right");
            command.addAll(List.of(SETPRIV.toString(), "--bounding-set=-dac_override,-dac_read_search"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FoundationCommand.class.getName(),
                "tree",
                "--data",
                data.toString()));
        var child = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "exit " + child.waitFor();
    }

    @Test
    void mayBeAskedByItsOwner() throws Exception {
        assertThat(tree()).contains("foundation").endsWith("exit 0");
    }

    @Test
    void isNamedWithWhoMayAskIt() throws Exception {
        permit(socket.getParent(), "---------");
        assertThat(tree())
                .contains("this user may not use " + socket, "run the command as the user who runs the node")
                .doesNotContain("\tat ", "Exception in thread")
                .endsWith("exit 1");
    }

    @Test
    void isNamedWhereOnlyTheSocketItselfIsForbidden() throws Exception {
        permit(socket, "---------");
        assertThat(tree()).contains("this user may not use " + socket).endsWith("exit 1");
    }

    @Test
    void isNotLookedForInADirectoryThatMayNotBeRead() throws Exception {
        permit(data, "---------");
        assertThat(tree())
                .contains("this user may not use " + data)
                .doesNotContain("no node runs", "\tat ")
                .endsWith("exit 1");
    }
}
