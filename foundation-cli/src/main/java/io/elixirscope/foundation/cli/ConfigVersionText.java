package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.List;

/// Versions of a configuration for people.
final class ConfigVersionText {

    private static final int WIDEST_WHO = 24;
    private static final int WIDEST_CAUSE = 60;
    private static final int WIDEST_PATHS = 100;
    private static final int MOST_PATHS = 3;

    private ConfigVersionText() {}

    /// `version 7, by ann: load test`.
    static String said(NodeAnswer version) {
        return "version " + version.number("version") + ", by " + author(version);
    }

    private static String author(NodeAnswer version) {
        return Visible.cut(version.text("who"), WIDEST_WHO) + ": " + Visible.cut(version.text("cause"), WIDEST_CAUSE);
    }

    /// The cells of a row of the history.
    static List<String> row(NodeAnswer version) {
        return List.of(
                Long.toString(version.number("version")),
                version.second("at"),
                Visible.cut(version.text("who"), WIDEST_WHO),
                Visible.cut(version.text("cause"), WIDEST_CAUSE),
                paths(version.list("paths")));
    }

    private static String paths(List<Value> paths) {
        var shown = new ArrayList<String>();
        paths.stream().limit(MOST_PATHS).forEach(path -> shown.add(SettingText.of(path)));
        if (paths.size() > MOST_PATHS) {
            shown.add((paths.size() - MOST_PATHS) + " more");
        }
        return Visible.cut(String.join(", ", shown), WIDEST_PATHS);
    }

    /// `orders.batch-size: 10 -> 50`.
    static String change(NodeAnswer change) {
        return change.text("path") + ": " + SettingText.step(change.value("before"), change.value("after"));
    }

    /// `orders.batch-size: 10 -> 50, version 7 (ann: load test)`.
    static String difference(NodeAnswer difference) {
        return change(difference) + ", version " + difference.number("version") + " (" + author(difference) + ")";
    }
}
