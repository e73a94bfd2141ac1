package io.elixirscope.foundation.event.subscription;

import io.elixirscope.foundation.error.FoundationError;
import java.util.Optional;

/// How a subscription or projection does.
///
/// @param name its name
/// @param position every wanted event up to it was handled
/// @param behind positions between that and the newest one
/// @param delivered events handled since it began
/// @param skipped positions that were pruned before they were looked at
/// @param trouble what its function threw last, or why it has ended; empty: nothing is wrong
public record SubscriptionStatus(
        String name, long position, long behind, long delivered, long skipped, Optional<FoundationError> trouble) {}
