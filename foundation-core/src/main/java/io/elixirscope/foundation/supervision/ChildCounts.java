package io.elixirscope.foundation.supervision;

import java.util.List;

/// How many children a supervisor has, as OTP's `count_children` says it. Immutable.
///
/// @param specs children whose specification is kept, at work or not
/// @param active those that run now
/// @param supervisors those that are supervisors, at work or not
/// @param servers those that are servers, at work or not
public record ChildCounts(int specs, int active, int supervisors, int servers) {
    static ChildCounts of(List<ChildNode> children) {
        int active = 0;
        int supervisors = 0;
        for (ChildNode child : children) {
            active += child.status().state() == ChildStatus.State.RUNNING ? 1 : 0;
            supervisors += child.spec().child() instanceof ChildSpec.SupervisorChild ? 1 : 0;
        }
        return new ChildCounts(children.size(), active, supervisors, children.size() - supervisors);
    }
}
