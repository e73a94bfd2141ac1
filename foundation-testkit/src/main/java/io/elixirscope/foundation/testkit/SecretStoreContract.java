package io.elixirscope.foundation.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.secret.SecretStore;
import io.elixirscope.foundation.value.Sensitive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every secret store promises. Extend it in a test class for a store of your own; the inherited tests then
/// run for it.
@SuppressWarnings("NullAway.Init") // opened before each test
public abstract class SecretStoreContract {
    private static final String PATH = "orders.api-key";
    private static final String FIRST = "00000000000000a1";
    private static final String SECOND = "00000000000000b2";

    private SecretStore store;

    /// For subclasses.
    protected SecretStoreContract() {}

    /// An empty store. Blocks as the store does.
    ///
    /// @return a store that holds nothing of an earlier test
    protected abstract SecretStore empty();

    /// The same store as a later process finds it.
    ///
    /// @param used the store of this test
    /// @return a store with what was put into it
    protected abstract SecretStore reopened(SecretStore used);

    /// Makes the store impossible to reach or use, for the rest of the test.
    ///
    /// @param used the store of this test
    protected abstract void breakDown(SecretStore used);

    @BeforeEach
    void open() {
        store = empty();
    }

    private String get(String path, String id) {
        return store.get(path, id).orElseThrow().map(Sensitive::reveal).orElse("none");
    }

    private void put(String path, String id, String secret) {
        store.put(path, id, Sensitive.of(secret)).orElseThrow();
    }

    @Test
    void hasAName() {
        assertThat(store.name()).isNotBlank().isEqualTo(reopened(store).name());
    }

    @Test
    void givesBackWhatWasPut() {
        var awkward = "\"quoted \\\" \\u0000 é \uD83D\uDE00 \t\"" + "x".repeat(100_000);
        put(PATH, FIRST, awkward);

        assertThat(get(PATH, FIRST)).isEqualTo(awkward);
    }

    @Test
    void hasNothingThatWasNotPut() {
        put(PATH, FIRST, "one");

        assertThat(get(PATH, SECOND)).isEqualTo("none");
        assertThat(get("orders.api", FIRST)).isEqualTo("none");
        assertThat(store.ids("orders").orElseThrow()).isEmpty();
    }

    @Test
    void keepsValuesOfOneSettingBesideEachOther() {
        put(PATH, FIRST, "one");
        put(PATH, SECOND, "two");
        put("orders.api-key-2", FIRST, "other");
        put("keys.\"../*? b\"", FIRST, "odd");

        assertThat(get(PATH, FIRST)).isEqualTo("one");
        assertThat(get(PATH, SECOND)).isEqualTo("two");
        assertThat(get("keys.\"../*? b\"", FIRST)).isEqualTo("odd");
        assertThat(store.ids(PATH).orElseThrow()).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void removesOneValueAndLeavesTheOthers() {
        put(PATH, FIRST, "one");
        put(PATH, SECOND, "two");
        store.remove(PATH, FIRST).orElseThrow();
        store.remove(PATH, FIRST).orElseThrow();

        assertThat(get(PATH, FIRST)).isEqualTo("none");
        assertThat(store.ids(PATH).orElseThrow()).containsExactly(SECOND);
    }

    @Test
    void outlivesTheProcess() {
        put(PATH, FIRST, "one");
        store = reopened(store);

        assertThat(get(PATH, FIRST)).isEqualTo("one");
    }

    @Test
    void tellsThatItCannotBeUsedAndShowsNoSecret() {
        put(PATH, FIRST, "hunter2");
        breakDown(store);

        for (var failed : new Result<?>[] {
            store.put(PATH, SECOND, Sensitive.of("hunter3")), store.get(PATH, FIRST), store.ids(PATH)
        }) {
            assertThat(failed).isInstanceOfSatisfying(Result.Err.class, failure -> {
                assertThat(failure.error().type()).isEqualTo(FoundationErrorType.SECRET_STORE_FAILED);
                assertThat(failure.error().report()).doesNotContain("hunter");
            });
        }
    }
}
