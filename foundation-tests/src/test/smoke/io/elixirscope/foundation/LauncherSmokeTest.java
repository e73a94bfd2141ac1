package io.elixirscope.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The shell parts of the `foundation` script, run by bash on made-up folders.
final class LauncherSmokeTest {

    private static final Path SCRIPTS = Path.of("").toAbsolutePath().resolveSibling("build");

    @TempDir
    private Path folder;

    private String bash(String script) throws IOException, InterruptedException {
        var process = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "exit " + process.waitFor();
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Nested
    class FindsAJdk {

        private String suits(String version) throws IOException, InterruptedException {
            write("a jdk/bin/java", "");
            write("a jdk/bin/javac", "");
            write("a jdk/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
            return bash("source '" + SCRIPTS + "/jdk.sh'; jdk_seen=''; jdk_suits \"$PWD/a jdk\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"25.0.3", "25.0.10", "25.1", "26", "26-ea", "100.0.0.1"})
        void takesOneThatWillDo(String version) throws Exception {
            assertThat(suits(version)).isEqualTo("exit 0");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.8.0_402", "17.0.15", "24.9.9", "25", "25.0.2", "25-ea", "none"})
        void refusesOneThatWillNot(String version) throws Exception {
            assertThat(suits(version)).isEqualTo("exit 1");
        }

        @ParameterizedTest
        @CsvSource({"C, C.UTF-8", "POSIX, C.UTF-8", "C.UTF-8, C.UTF-8"})
        void readsNamesOfFilesAsUtf8WhereNoLocaleIsSet(String before, String after) throws Exception {
            assertThat(bash("export LC_ALL=" + before + "; source '" + SCRIPTS + "/jdk.sh'; jdk_locale; echo $LC_ALL"))
                    .isEqualTo(after + "\nexit 0");
        }

        @Test
        void saysWhatItSawAndWhatToInstall() throws Exception {
            var said = bash(
                    "source '" + SCRIPTS + "/jdk.sh'; jdk_find() { jdk_seen='  /j is 17'; return 1; }; jdk_require");
            assertThat(said).contains("/j is 17", "25.0.3", "apt-get install openjdk-25-jdk", "Temurin 25", "exit 1");
        }
    }

    @Nested
    class TellsTheAccountOfTests {

        private String account(int status) throws IOException, InterruptedException {
            return bash("shopt -u failglob; log=test.log; began=$SECONDS; source '" + SCRIPTS
                    + "/test.sh'; test_account " + status + " no");
        }

        private void report(String module, String suite, String body) throws IOException {
            write("foundation-" + module + "/src/test/unit/types/a/" + suite + ".java", "");
            write("foundation-" + module + "/target/surefire-reports/TEST-a." + suite + ".xml", body);
        }

        @Test
        void countsWhatPassedAndFailed() throws Exception {
            write("test.log", "[INFO] BUILD SUCCESS\n");
            report("core", "OneTest", """
                    <testsuite name="a.OneTest" time="1" tests="3" errors="1" skipped="0" failures="1">
                      <testcase name="fails" classname="a.OneTest"><failure message="expected &quot;b&quot;&#10;was c" type="X">
                    """);
            report("cli", "TwoTest", """
                    <testsuite name="a.TwoTest" time="1" tests="4" errors="0" skipped="1" failures="0">
                    """);
            assertThat(account(0))
                    .contains("a.OneTest.fails", "expected \"b\"", "unit 6", "skipped by their own assumptions: 1")
                    .endsWith("\n4 passed, 2 failed\nexit 1");
        }

        @Test
        void countsABrokenBuildAsFailed() throws Exception {
            write("test.log", "[ERROR] Failed to execute goal compiler:compile on project core: Broken.java:3\n");
            assertThat(account(1)).contains("Broken.java:3").endsWith("\n0 passed, 1 failed\nexit 1");
        }

        @Test
        void countsAMavenThatDiedAsFailed() throws Exception {
            write("test.log", "[INFO] Building\n");
            assertThat(account(137)).endsWith("\n0 passed, 1 failed\nexit 1");
        }

        @Test
        void countsATestProcessThatDiedAsFailed() throws Exception {
            write(
                    "test.log",
                    "[ERROR] The forked VM terminated without properly saying goodbye.\n[INFO] BUILD SUCCESS\n");
            report("core", "OneTest", """
                    <testsuite name="a.OneTest" time="1" tests="1" errors="0" skipped="0" failures="0">
                    """);
            assertThat(account(0)).endsWith("\n1 passed, 1 failed\nexit 1");
        }

        @Test
        void endsWellWhenAllPassed() throws Exception {
            write("test.log", "[INFO] BUILD SUCCESS\n");
            report("core", "OneTest", """
                    <testsuite name="a.OneTest" time="1" tests="2" errors="0" skipped="0" failures="0">
                    """);
            assertThat(account(0)).endsWith("\n2 passed, 0 failed\nexit 0");
        }
    }
}
