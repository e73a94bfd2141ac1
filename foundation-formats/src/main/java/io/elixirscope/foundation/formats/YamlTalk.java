package io.elixirscope.foundation.formats;

/// What is wrong with a YAML text, in words for people. Pure.
final class YamlTalk {
    static final String TAG = "has a tag other than !!str: write the value alone, in quotes where it is a text that"
            + " looks like something else";
    static final String VERSION = "asks for a version of YAML other than 1.2";

    private YamlTalk() {}

    /// The parser's own words, which name no more of the text than single characters, with what
    /// to do.
    static String rule(String problem) {
        if (problem.contains("TAB")) {
            return "is not YAML: a tab where blanks must be: indent with blanks";
        }
        if (problem.contains("escape character")) {
            return "is not YAML: " + problem + ": write \\\\ for a backslash, or put the text in ''";
        }
        if (problem.contains("tag handle")) {
            return TAG;
        }
        return "is not YAML: "
                + (problem.startsWith("mapping values") ? problem + ": put a text with \": \" in quotes" : problem);
    }
}
