package io.elixirscope.foundation.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/// Who is at the other end of a Unix domain socket.
final class PeerUser {
    static final String UNKNOWN = "unknown";

    private PeerUser() {}

    /// The user's name as the operating system says; `unknown` where it, or the module `jdk.net`, does not.
    static String of(SocketChannel channel) {
        try {
            return Asking.ask(channel);
        } catch (IOException | UnsupportedOperationException | LinkageError _) {
            return UNKNOWN;
        }
    }

    /// Loaded only when it is asked: `jdk.net` may be missing.
    private static final class Asking {
        private static String ask(SocketChannel channel) throws IOException {
            return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        }
    }
}
