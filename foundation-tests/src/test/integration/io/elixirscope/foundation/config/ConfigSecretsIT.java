package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.secret.FileSecretStore;
import io.elixirscope.foundation.secret.SecretStore;
import io.elixirscope.foundation.testkit.FakeSecretStore;
import io.elixirscope.foundation.value.Sensitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets that are set at run time: kept in their store, referred to everywhere else.
class ConfigSecretsIT {
    @TempDir
    private Path folder;

    private final FakeSecretStore vault = new FakeSecretStore();

    private Path data() {
        return folder.resolve("config");
    }

    private UnaryOperator<ConfigBuilder<ShopConfig>> settings(Object... overrides) {
        return builder -> {
            for (int i = 0; i < overrides.length; i += 2) {
                builder.override((String) overrides[i], overrides[i + 1]);
            }
            return builder.directory(data()).secretStore(vault);
        };
    }

    private ConfigNode start(Object... overrides) {
        return ConfigNode.started(settings(overrides));
    }

    private static void set(ConfigNode node, String token) {
        node.config().update(change -> change.set("token", token)).orElseThrow();
    }

    private static String token(ConfigNode node) {
        return node.config().current().token().orElse("none");
    }

    private static FoundationErrorType refusal(Result<?> result) {
        return result instanceof Result.Err<?>(var error) ? (FoundationErrorType) error.type() : null;
    }

    private void assertNothingOnDiskShows(String secret) throws IOException {
        try (var files = Files.walk(data())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secret);
            }
        }
    }

    @Nested
    class SetAtRunTime {
        @Test
        void isInForceAndComesBackAfterARestart() throws IOException {
            try (var node = start()) {
                set(node, "run-time-1");
                set(node, "run-time-2");
                assertThat(token(node)).isEqualTo("run-time-2");
                assertThat(vault.size()).isEqualTo(1);
            }
            try (var node = start()) {
                assertThat(token(node)).isEqualTo("run-time-2");
                assertThat(node.config().version()).isEqualTo(3);
                assertThat(vault.size()).isEqualTo(1);
            }
            assertNothingOnDiskShows("run-time");
        }

        @Test
        void needsAStore() {
            try (var node = ConfigNode.started(builder -> builder.override("token", "low"))) {
                var refused = node.config()
                        .update(change -> change.set("token", "mine").set("port", 1));

                assertThat(refusal(refused)).isEqualTo(FoundationErrorType.CONFIG_UPDATE_FORBIDDEN);
                assertThat(refused.toString() + node.emissions)
                        .contains("token is a secret: setting it at run time needs a SecretStore")
                        .doesNotContain("mine");
            }
        }

        @Test
        void changesNothingWhenTheStoreFails() {
            try (var node = start()) {
                vault.disconnect();
                var refused = node.config()
                        .update(change -> change.set("token", "lost-1").set("orders.min", 2));

                assertThat(refusal(refused)).isEqualTo(FoundationErrorType.SECRET_STORE_FAILED);
                assertThat(token(node)).isEqualTo("none");
                assertThat(node.config().current().orders().min()).isEqualTo(1);
                assertThat(refused.toString() + node.emissions).doesNotContain("lost-1");
                vault.connect();
                assertThat(vault.size()).isZero();
                set(node, "kept-1");
                assertThat(token(node)).isEqualTo("kept-1");
            }
        }

        @Test
        void leavesNothingInTheStoreWhenTheChangeIsNotValid() {
            try (var node = start()) {
                var refused =
                        node.config().update(change -> change.set("token", "a").set("orders.min", 99));

                assertThat(refused.succeeded()).isFalse();
                assertThat(vault.size()).isZero();
            }
        }

        @Test
        void leavesTheStoreWhenItIsReset() {
            try (var node = start("token", "from-argument")) {
                set(node, "run-time-1");
                node.config().update(change -> change.reset("token")).orElseThrow();

                assertThat(token(node)).isEqualTo("from-argument");
                assertThat(vault.size()).isZero();
            }
        }

        @Test
        void isExplainedByItsStoreWithoutItsValue() {
            try (var node = start("token", "from-argument")) {
                set(node, "run-time-1");
                var text = node.config().explain("token").orElseThrow().text();

                assertThat(text)
                        .contains("run time fake vault: ••• (wins: no higher layer gives it)", "changeable at run time")
                        .doesNotContain("run-time-1", "from-argument");
            }
        }

        @Test
        void takesWhatOthersThrowForAFailureThatTellsNoMore() {
            var node = ConfigNode.started(builder -> builder.secretStore(new ThrowingStore()));
            try (node) {
                var refused = node.config().update(change -> change.set("token", "thrown-1"));

                assertThat(refusal(refused)).isEqualTo(FoundationErrorType.SECRET_STORE_FAILED);
                assertThat(refused.toString() + node.emissions)
                        .contains("java.lang.IllegalStateException")
                        .doesNotContain("thrown-1");
            }
        }
    }

    @Nested
    class Rollback {
        @Test
        void keepsTheSecretOfNow() {
            try (var node = start()) {
                set(node, "run-time-1");
                node.config().update(change -> change.set("orders.min", 3)).orElseThrow();
                set(node, "run-time-2");
                var back = node.config().rollback(2).orElseThrow();

                assertThat(node.config().current().orders().min()).isEqualTo(1);
                assertThat(token(node)).isEqualTo("run-time-2");
                assertThat(back.differing()).isEqualTo(Map.of("token", "run time"));
            }
        }

        @Test
        void takesAwayASecretThatWasNotSetThen() {
            try (var node = start("token", "from-argument")) {
                set(node, "run-time-1");
                node.config().rollback(1).orElseThrow();
                assertThat(token(node)).isEqualTo("from-argument");
                assertThat(vault.size()).isZero();

                var again = node.config().rollback(2).orElseThrow();
                assertThat(token(node)).isEqualTo("from-argument");
                assertThat(again.differing()).isEqualTo(Map.of("token", "argument"));
            }
        }
    }

    @Nested
    class Start {
        @Test
        void isRefusedWhileTheStoreCannotBeReached() {
            try (var node = start()) {
                set(node, "run-time-1");
            }
            vault.disconnect();
            try (var node = new ConfigNode()) {
                var opened = settings().apply(Config.builder(ShopConfig.class)).open(node.runtime);
                assertThat(refusal(opened)).isEqualTo(FoundationErrorType.SECRET_STORE_FAILED);
            }
            vault.connect();
            try (var node = start()) {
                assertThat(token(node)).isEqualTo("run-time-1");
            }
        }

        @Test
        void setsAReferenceAsideThatLeadsNowhere() throws IOException {
            try (var node = start("token", "from-argument")) {
                set(node, "run-time-1");
            }
            vault.ids("token").orElseThrow().forEach(id -> vault.remove("token", id));
            try (var node = start("token", "from-argument")) {
                var health = node.runtime.health().health().services().get("config");

                assertThat(token(node)).isEqualTo("from-argument");
                assertThat(health.status()).isEqualTo(HealthStatus.DEGRADED);
                assertThat(health.reasons().toString()).contains("token is gone from the secret store fake vault");
                assertThat(data().resolve("rejected/overrides-3")).hasContent("""
                        # token is gone from the secret store fake vault
                        token = •••
                        """);
            }
            try (var node = start("token", "from-argument")) {
                assertThat(node.config().version()).isEqualTo(3);
            }
        }

        @Test
        void setsAsideASecretForWhichThereIsNoStoreAnyMore() {
            try (var node = start()) {
                set(node, "run-time-1");
            }
            try (var node = ConfigNode.started(builder -> builder.directory(data()))) {
                assertThat(token(node)).isEqualTo("none");
                assertThat(node.runtime
                                .health()
                                .health()
                                .services()
                                .get("config")
                                .reasons()
                                .toString())
                        .contains("token is in a secret store, and none is given");
            }
            assertThat(vault.size())
                    .as("what was set aside can be fetched by hand")
                    .isEqualTo(1);
        }

        @Test
        void removesWhatAProcessLeftThatEndedBetweenStoreAndRecord() {
            vault.put("token", "00000000000000ff", Sensitive.of("\"orphan\"")).orElseThrow();
            try (var node = start()) {
                assertThat(token(node)).isEqualTo("none");
                assertThat(vault.size()).isZero();
            }
        }

        @Test
        void noticesAValueThatWasChangedInTheStore() {
            try (var node = start()) {
                set(node, "run-time-1");
            }
            var id = vault.ids("token").orElseThrow().iterator().next();
            vault.put("token", id, Sensitive.of("\"rotated\"")).orElseThrow();
            try (var node = start()) {
                assertThat(token(node)).isEqualTo("rotated");
                assertThat(node.config().snapshot().version().changedPaths()).containsExactly("token");
            }
        }
    }

    @Test
    void worksWithFilesOfTheirOwner() throws IOException {
        UnaryOperator<ConfigBuilder<ShopConfig>> inFiles = builder -> builder.directory(data())
                .secretStore(FileSecretStore.open(folder.resolve("secrets")).orElseThrow());
        try (var node = ConfigNode.started(inFiles)) {
            set(node, "run-time-1");
        }
        try (var node = ConfigNode.started(inFiles)) {
            assertThat(token(node)).isEqualTo("run-time-1");
        }
        assertNothingOnDiskShows("run-time-1");
    }

    @Test
    void remembersWhereEachSecretCameFrom() throws IOException {
        try (var node = start("token", "from-argument")) {
            set(node, "run-time-1");
        }
        var file = Files.readAllBytes(data().resolve("changes"));
        assertThat(ChangeFrames.read(ChangeFrames.salt(file), file).records())
                .extracting(record -> record.secretSources().get("token"))
                .containsExactly("argument", "fake vault");
    }

    /// Shows in its exception what it was given.
    private static final class ThrowingStore implements SecretStore {
        @Override
        public String name() {
            return "throwing";
        }

        @Override
        public Result<Done> put(String path, String id, Sensitive<String> secret) {
            throw new IllegalStateException("cannot keep " + secret.reveal());
        }

        @Override
        public Result<Optional<Sensitive<String>>> get(String path, String id) {
            return Result.ok(Optional.empty());
        }

        @Override
        public Result<Done> remove(String path, String id) {
            return Result.done();
        }

        @Override
        public Result<Set<String>> ids(String path) {
            return Result.ok(Set.of());
        }
    }
}
