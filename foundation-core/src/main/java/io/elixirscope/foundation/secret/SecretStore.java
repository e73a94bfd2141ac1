package io.elixirscope.foundation.secret;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Sensitive;
import java.util.Optional;
import java.util.Set;

/// Keeps the secrets that are set at run time.
///
/// Extension point: a vault implements it. One configuration uses a store at a time; two that share a vault need
/// a name of their own in it each. A secret is kept under the path of its setting and an id that is never used
/// again: a new value is put beside the old one, which is removed once the change is in force. What is put under
/// one id never changes.
///
/// Methods may block; they are called on the thread that changes the configuration, and at start. They return
/// `C404 secret_store_failed` when the store cannot be reached or used, and never show a secret in an error.
public interface SecretStore {
    /// The name that references, explanations and errors show.
    ///
    /// @return the same at each start, such as `vault orders`; not empty
    String name();

    /// Keeps a secret. When this returns it is kept as safely as the store promises; an error says that it may or
    /// may not be there.
    ///
    /// @param path the dotted path of the setting; a key of a map in it may hold any character
    /// @param id 16 hexadecimal digits
    /// @param secret the value as JSON text, at most 1 MiB
    /// @return done, or `C404`
    Result<Done> put(String path, String id, Sensitive<String> secret);

    /// Reads a secret.
    ///
    /// @param path the setting's path
    /// @param id the id it was put under
    /// @return the value as it was put, empty when there is none; or `C404`
    Result<Optional<Sensitive<String>>> get(String path, String id);

    /// Removes a secret. No effect when there is none.
    ///
    /// @param path the setting's path
    /// @param id the id it was put under
    /// @return done, or `C404`
    Result<Done> remove(String path, String id);

    /// Which secrets a setting has in the store.
    ///
    /// @param path the setting's path
    /// @return their ids, in no order; or `C404`
    Result<Set<String>> ids(String path);
}
