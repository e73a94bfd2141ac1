package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.value.Sensitive;
import io.elixirscope.foundation.value.Value;
import org.jspecify.annotations.Nullable;

/// Takes values out of what people get to see. Pure.
final class Masking {
    static final String HIDDEN = Sensitive.HIDDEN;

    /// So many characters of a secret in a row are not to be shown.
    private static final int TELLING = 6;

    private Masking() {}

    /// The excerpt with everything from its column on hidden.
    static SourceExcerpt fromColumn(SourceExcerpt at) {
        return at(at, cut(at.text(), at.caret()));
    }

    /// The key's excerpt without the value that follows it on the same line.
    static SourceExcerpt key(ConfigEntry entry) {
        boolean sameLine = entry.keyAt().line() == entry.valueAt().line();
        return sameLine ? at(entry.keyAt(), cut(entry.keyAt().text(), untilValue(entry))) : entry.keyAt();
    }

    /// Where the value begins in the kept text of the key's line, which may lack the line's
    /// beginning.
    private static int untilValue(ConfigEntry entry) {
        return entry.keyAt().caret() + entry.valueAt().column() - entry.keyAt().column();
    }

    private static SourceExcerpt at(SourceExcerpt at, String text) {
        return new SourceExcerpt(at.file(), at.line(), at.column(), text);
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(text.length(), Math.max(0, length))) + HIDDEN;
    }

    /// The text with a dot for each character from `from` on, but for those of `[keep, keepEnd)`.
    static String dots(String text, int from, int keep, int keepEnd) {
        var masked = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            masked.append(i < from || (i >= keep && i < keepEnd) ? text.charAt(i) : '•');
        }
        return masked.toString();
    }

    /// A value of the change log for people to see: that of a secret is hidden, none is the null value. So is the
    /// fingerprint of a setting that the schema no longer has.
    static Value stored(ConfigSchema schema, String path, @Nullable Value value) {
        if (value == null || value instanceof Value.NullValue) {
            return Value.ofNull();
        }
        var setting = schema.setting(path);
        boolean secret = setting == null ? Fingerprint.is(value) : setting.secret();
        return secret ? Value.of(HIDDEN) : value;
    }

    /// The text with each occurrence of a secret hidden.
    static String without(String text, @Nullable String secret) {
        return secret == null || secret.isEmpty() ? text : text.replace(secret, HIDDEN);
    }

    /// Whether a text holds a part of a secret that is worth something.
    static boolean showsPart(String text, String secret) {
        for (int at = 0; at + TELLING <= secret.length(); at++) {
            if (text.contains(secret.substring(at, at + TELLING))) {
                return true;
            }
        }
        return false;
    }
}
