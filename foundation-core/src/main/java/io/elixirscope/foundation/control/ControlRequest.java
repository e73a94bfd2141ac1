package io.elixirscope.foundation.control;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What somebody asks of a node. Immutable.
///
/// @param verb what is to be done
/// @param args how, by name; what a verb does not know it ignores
/// @param who the user at the other end, as the operating system says; `unknown` where it does not
public record ControlRequest(String verb, Map<String, Value> args, String who) {

    /// Copies the arguments.
    ///
    /// @param verb what is to be done
    /// @param args how, by name
    /// @param who the user at the other end
    public ControlRequest {
        args = Collections.unmodifiableMap(new LinkedHashMap<>(args));
    }

    /// An argument that is a text.
    ///
    /// @param name its name
    /// @return the text; `D204` naming the argument where it is missing or something else
    public Result<String> text(String name) {
        return args.get(name) instanceof Value.TextValue(var text)
                ? Result.ok(text)
                : Result.err(FoundationErrorType.INVALID_INPUT, verb + " needs the argument '" + name + "', a text");
    }

    /// An argument that is a text.
    ///
    /// @param name its name
    /// @param otherwise what holds where it is absent
    /// @return the text; `D204` naming the argument where it is something else
    public Result<String> text(String name, String otherwise) {
        return args.containsKey(name) ? text(name) : Result.ok(otherwise);
    }

    /// An argument that is a whole number from 1.
    ///
    /// @param name its name
    /// @return the number; `D204` naming the argument where it is missing or something else
    public Result<Long> positive(String name) {
        return args.containsKey(name)
                ? positive(name, 1)
                : Result.err(
                        FoundationErrorType.INVALID_INPUT,
                        verb + " needs the argument '" + name + "', a whole number >= 1");
    }

    /// An argument that is a whole number from 1.
    ///
    /// @param name its name
    /// @param otherwise what holds where it is absent
    /// @return the number; `D204` naming the argument
    public Result<Long> positive(String name, long otherwise) {
        var given = args.get(name);
        if (given == null) {
            return Result.ok(otherwise);
        }
        if (given instanceof Value.LongValue(var number) && number >= 1) {
            return Result.ok(number);
        }
        return Result.err(
                FoundationErrorType.INVALID_INPUT,
                "the argument '" + name + "' of " + verb + " must be a whole number >= 1");
    }
}
