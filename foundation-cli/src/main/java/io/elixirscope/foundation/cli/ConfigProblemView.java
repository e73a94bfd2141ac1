package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.config.ConfigProblem;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A problem of a configuration for people and for programs.
final class ConfigProblemView {

    private ConfigProblemView() {}

    /// Code, rule, and the line with a caret; an empty line follows where others come.
    static String text(ConfigProblem problem) {
        return problem.toError().brief(Terminal.resultStyle(System.getenv()));
    }

    /// One object: `path`, `file`, `line`, `column`, `code`, `message`; null what is not known.
    ///
    /// @param files the names of the files that were checked
    static String json(ConfigProblem problem, List<String> files) {
        var at = problem.at();
        var file = file(problem, files);
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("path", problem.path().isEmpty() ? Value.ofNull() : Value.of(problem.path()));
        fields.put("file", file.isEmpty() ? Value.ofNull() : Value.of(file));
        fields.put("line", at == null ? Value.ofNull() : Value.of(at.line()));
        fields.put("column", at == null ? Value.ofNull() : Value.of(at.column()));
        fields.put("code", Value.of(problem.type().fullCode()));
        fields.put("message", Value.of(problem.message()));
        return JsonText.write(Value.map(fields));
    }

    /// The file it is in; of a file as a whole, such as one that is missing, the message begins with the name.
    static String file(ConfigProblem problem, List<String> files) {
        var at = problem.at();
        if (at != null) {
            return at.file();
        }
        return files.stream()
                .filter(name -> problem.path().isEmpty() && problem.message().startsWith(name + " "))
                .findFirst()
                .orElse("");
    }
}
