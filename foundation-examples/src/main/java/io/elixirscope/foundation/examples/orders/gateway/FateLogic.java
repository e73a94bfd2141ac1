package io.elixirscope.foundation.examples.orders.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32;

/// Decides what happens to an attempt: by order and attempt, so that it can be told again. The third attempt meets no
/// more trouble.
final class FateLogic {

    private static final int ATTEMPTS_WITH_TROUBLE = 2;

    private FateLogic() {}

    /// @param order the order's id
    /// @param attempt from 1
    static Fate fate(String order, int attempt) {
        if (perMille(order) < 40) {
            return Fate.DECLINED;
        }
        if (attempt > ATTEMPTS_WITH_TROUBLE) {
            return Fate.CHARGED;
        }
        int drawn = perMille(order + "/" + attempt);
        if (drawn < 30) {
            return Fate.BUSY;
        }
        if (drawn < 45) {
            return Fate.SLOW;
        }
        if (drawn < 65) {
            return Fate.GARBLED;
        }
        return drawn < 85 ? Fate.CUT : Fate.CHARGED;
    }

    private static int perMille(String text) {
        var checksum = new CRC32();
        checksum.update(text.getBytes(UTF_8));
        return (int) (checksum.getValue() % 1_000);
    }
}
