package io.elixirscope.foundation.secret;

import io.elixirscope.foundation.testkit.FakeSecretStore;
import io.elixirscope.foundation.testkit.SecretStoreContract;

class FakeSecretStoreContractTest extends SecretStoreContract {
    @Override
    protected SecretStore empty() {
        return new FakeSecretStore();
    }

    @Override
    protected SecretStore reopened(SecretStore used) {
        return used;
    }

    @Override
    protected void breakDown(SecretStore used) {
        ((FakeSecretStore) used).disconnect();
    }
}
