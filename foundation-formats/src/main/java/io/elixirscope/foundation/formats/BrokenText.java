package io.elixirscope.foundation.formats;

/// A text that cannot be read to its end: where, and the rule it breaks. Costs no stack trace and
/// never leaves the package.
final class BrokenText extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// In characters from 0.
    final int offset;

    /// The rule, which holds no text of the file but keys and single characters.
    final String rule;

    BrokenText(int offset, String rule) {
        super(rule, null, false, false);
        this.offset = offset;
        this.rule = rule;
    }
}
