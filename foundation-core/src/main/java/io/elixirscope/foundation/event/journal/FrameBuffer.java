package io.elixirscope.foundation.event.journal;

import io.elixirscope.foundation.event.StoredEvent;
import java.util.ArrayList;
import java.util.List;

/// The frames of one batch, side by side, so that they are written in one go.
final class FrameBuffer {
    private static final int KEPT = 1 << 20;

    private final List<Integer> sizes = new ArrayList<>();
    private byte[] bytes = new byte[4_096];

    /// Puts in the frames of these events and nothing else. Returns how many bytes they are.
    int fill(List<StoredEvent> events) {
        sizes.clear();
        int length = 0;
        int last = events.size() - 1;
        for (int i = 0; i <= last; i++) {
            byte[] payload = events.get(i).event().encoded();
            room(length + Frame.sizeOf(payload.length), length);
            int size = Frame.write(bytes, length, events.get(i), payload, i < last);
            sizes.add(size);
            length += size;
        }
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    /// Size of each frame, in order.
    List<Integer> sizes() {
        return sizes;
    }

    /// Lets go of a large batch's memory.
    void shrink() {
        if (bytes.length > KEPT) {
            bytes = new byte[4_096];
        }
    }

    private void room(int wanted, int used) {
        if (wanted > bytes.length) {
            byte[] larger = new byte[Math.max(wanted, 2 * bytes.length)];
            System.arraycopy(bytes, 0, larger, 0, used);
            bytes = larger;
        }
    }
}
