package io.elixirscope.foundation.architecture.planted.layers;

import java.util.concurrent.locks.ReentrantLock;

final class LockingLogic {

    private LockingLogic() {}

    static void hold(ReentrantLock lock) {
        lock.lock();
    }
}
