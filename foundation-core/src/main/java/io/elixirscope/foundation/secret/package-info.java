/// Where secrets that are set at run time are kept, apart from everything that tells of them.
///
/// Start at [io.elixirscope.foundation.secret.SecretStore]: the configuration puts the value of a secret setting there
/// and keeps a reference and a fingerprint itself. [io.elixirscope.foundation.secret.FileSecretStore] keeps them in
/// files of their owner; a vault of one's own implements the interface and is held to it by `SecretStoreContract` of
/// the test kit.
///
/// Stores are used by one thread at a time, the one that changes the configuration, and may block it.
package io.elixirscope.foundation.secret;
