package io.elixirscope.foundation.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Secret in transit: a password, token or key that no print shows. Its text form is [#HIDDEN], wherever it
/// stands: in a record's `toString`, in an error's context, in telemetry, in a log. Only [#reveal()] gives it.
///
/// Immutable if the secret is; thread-safe then. Not serialisable.
///
/// @param <T> type of the secret
public final class Sensitive<T> {
    /// What is shown in place of a secret.
    public static final String HIDDEN = "•••";

    private final T secret;

    private Sensitive(T secret) {
        this.secret = secret;
    }

    /// {@return a secret that does not show}
    ///
    /// @param <T> type of the secret
    /// @param secret what is to be hidden
    public static <T> Sensitive<T> of(T secret) {
        return new Sensitive<>(Objects.requireNonNull(secret, "secret"));
    }

    /// {@return the secret itself, for the one place that needs it}
    public T reveal() {
        return secret;
    }

    /// {@return whether the other hides an equal secret}
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sensitive<?> that && secret.equals(that.secret);
    }

    /// {@return the same number for all secrets: a hash would tell something of a short one}
    @Override
    public int hashCode() {
        return Sensitive.class.hashCode();
    }

    /// {@return [#HIDDEN]}
    @Override
    public String toString() {
        return HIDDEN;
    }
}
