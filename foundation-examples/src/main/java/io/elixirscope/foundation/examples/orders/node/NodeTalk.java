package io.elixirscope.foundation.examples.orders.node;

import io.elixirscope.foundation.examples.orders.lines.NodeLine;
import java.io.PrintStream;

/// Tells the parent process, a line at a time. Thread-safe; a line is out when `tell` returns.
final class NodeTalk {

    private final PrintStream out;

    NodeTalk(PrintStream out) {
        this.out = out;
    }

    synchronized void tell(NodeLine line) {
        out.print(line.toLine() + "\n");
        out.flush();
    }
}
