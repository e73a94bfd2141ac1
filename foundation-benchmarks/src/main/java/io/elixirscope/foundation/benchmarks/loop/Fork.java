package io.elixirscope.foundation.benchmarks.loop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The JVM of one contender. It reads one command a line and answers each by a line: `warm
/// MILLIS` by `warm`, `round MILLIS` by the round. The end of the input ends it. A failure is
/// `failed` and what happened.
public final class Fork {
    static final String FAILED = "failed ";
    static final String WARM = "warm";
    static final String ROUND = "round";

    private Fork() {}

    /// Runs until the input ends.
    ///
    /// @param arguments the enum of the maker, its constant, how many callers, their kind
    /// @throws IOException if the input cannot be read
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var callers = new Callers(Integer.parseInt(arguments[2]), Callers.Kind.valueOf(arguments[3]));
        try (Contender contender = maker(arguments[0], arguments[1]).open(callers)) {
            answer(Rounds.of(contender, callers), commands, answers);
        } catch (Throwable thrown) {
            answers.println(FAILED + thrown);
        }
        System.exit(0);
    }

    private static Contender.Maker maker(String type, String name) throws ClassNotFoundException {
        for (Object constant : Class.forName(type).getEnumConstants()) {
            if (constant instanceof Contender.Maker maker && maker.name().equals(name)) {
                return maker;
            }
        }
        throw new IllegalArgumentException(type + " has no " + name);
    }

    private static void answer(Rounds rounds, BufferedReader commands, PrintStream answers) throws Exception {
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            String[] words = command.split(" ");
            long millis = Long.parseLong(words[1]);
            if (words[0].equals(WARM)) {
                rounds.warm(millis);
                answers.println(WARM);
            } else {
                answers.println(rounds.round(millis).text());
            }
            answers.flush();
        }
    }
}
