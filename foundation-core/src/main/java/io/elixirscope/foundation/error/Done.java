package io.elixirscope.foundation.error;

/// Value of a success that has nothing else to say; OTP's `:ok`.
public enum Done {
    /// The only instance.
    DONE
}
