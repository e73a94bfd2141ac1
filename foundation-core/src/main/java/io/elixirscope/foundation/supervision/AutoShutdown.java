package io.elixirscope.foundation.supervision;

/// Whether a supervisor ends by itself when children that are [ChildSpec#significant()] end.
///
/// Only an end that the child brought about itself counts, and only one after which it is not
/// restarted: any end of a temporary child, a normal end or a shutdown of a transient one. Then
/// the supervisor stops its other children in reverse order and ends with the reason `shutdown`;
/// its own supervisor decides what follows.
///
/// @see <a href="https://www.erlang.org/doc/system/sup_princ.html#automatic-shutdown">Automatic
///     shutdown in OTP</a>
public enum AutoShutdown {
    /// It does not; significant children are refused.
    NEVER,
    /// When the first significant child ends.
    ANY_SIGNIFICANT,
    /// When the last significant child that was at work ends.
    ALL_SIGNIFICANT
}
