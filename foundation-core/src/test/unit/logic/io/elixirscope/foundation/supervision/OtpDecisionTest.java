package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.RetryStrategy;
import io.elixirscope.foundation.server.ExitReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What OTP documents of a supervisor's decision, case by case. Every row says where: a page of
/// `https://www.erlang.org/doc/apps/stdlib/` (`supervisor.html`) or of
/// `https://www.erlang.org/doc/system/` (`sup_princ.html`).
///
/// - *children*: `P`ermanent, `T`ransient, `X` temporary, in starting order; `!` significant, `-` stopped
/// - *limit*: most restarts / period in seconds, then after `@` the seconds of earlier ones; the child ends at second
/// 10
/// - *decision*: who is stopped, in order `>` who is started, in order; what is not named runs on. A child after
/// `forget` loses its specification
final class OtpDecisionTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 10 * SECOND;

    @ParameterizedTest(name = "{0}: {1} {2}, {3}")
    @CsvSource(delimiter = '|', textBlock = """
        # strategy   | auto-shutdown | children      | ends        | limit      | decision               | documented in
        # a child's restart type and its reason
        one_for_one  | never         | aP bP cP      | b failed    | 1/5        | > b                    | sup_princ.html#restart
        one_for_one  | never         | aP bP cP      | b normal    | 1/5        | > b                    | sup_princ.html#restart
        one_for_one  | never         | aP bP cP      | b shutdown  | 1/5        | > b                    | sup_princ.html#restart
        one_for_one  | never         | aP bP cP      | b abandoned | 1/5        | > b                    | sup_princ.html#restart
        one_for_one  | never         | aP bT cP      | b failed    | 1/5        | > b                    | sup_princ.html#restart
        one_for_one  | never         | aP bT cP      | b abandoned | 1/5        | > b                    | sup_princ.html#restart
        one_for_one  | never         | aP bT cP      | b normal    | 1/5        | leave                  | sup_princ.html#restart
        one_for_one  | never         | aP bT cP      | b shutdown  | 1/5        | leave                  | sup_princ.html#restart
        one_for_one  | never         | aP bX cP      | b failed    | 1/5        | forget b               | supervisor.html#restart
        one_for_one  | never         | aP bX cP      | b abandoned | 1/5        | forget b               | supervisor.html#restart
        one_for_one  | never         | aP bX cP      | b normal    | 1/5        | forget b               | supervisor.html#restart
        one_for_one  | never         | aP bX cP      | b shutdown  | 1/5        | forget b               | supervisor.html#restart
        one_for_all  | never         | aP bT cP      | b normal    | 1/5        | leave                  | sup_princ.html#restart
        one_for_all  | never         | aP bX cP      | b failed    | 1/5        | forget b               | supervisor.html#restart
        rest_for_one | never         | aP bT cP      | b shutdown  | 1/5        | leave                  | sup_princ.html#restart
        rest_for_one | never         | aP bX cP      | b failed    | 1/5        | forget b               | supervisor.html#restart
        # who restarts with it, in which order
        one_for_one  | never         | aP bP cP dP   | a failed    | 1/5        | > a                    | sup_princ.html#one_for_one
        one_for_all  | never         | aP bP cP dP   | b failed    | 1/5        | d c a > a b c d        | sup_princ.html#one_for_all
        one_for_all  | never         | aP bP cP dP   | a failed    | 1/5        | d c b > a b c d        | sup_princ.html#one_for_all
        one_for_all  | never         | aP bP cP dP   | d failed    | 1/5        | c b a > a b c d        | sup_princ.html#one_for_all
        rest_for_one | never         | aP bP cP dP   | b failed    | 1/5        | d c > b c d            | sup_princ.html#rest_for_one
        rest_for_one | never         | aP bP cP dP   | a failed    | 1/5        | d c b > a b c d        | sup_princ.html#rest_for_one
        rest_for_one | never         | aP bP cP dP   | d failed    | 1/5        | > d                    | sup_princ.html#rest_for_one
        one_for_all  | never         | aP            | a failed    | 1/5        | > a                    | sup_princ.html#one_for_all
        # temporary and stopped members of the group
        one_for_all  | never         | aP bX cP      | c failed    | 1/5        | b a > a c forget b     | supervisor.html#restart
        rest_for_one | never         | aX bP cX dP   | b failed    | 1/5        | d c > b d forget c     | supervisor.html#restart
        one_for_all  | never         | aP bT- cP     | a failed    | 1/5        | c b > a b c            | supervisor.html#terminate_child/2
        rest_for_one | never         | aP bP cT-     | b failed    | 1/5        | c > b c                | supervisor.html#terminate_child/2
        one_for_one  | never         | aP bT- cP     | a failed    | 1/5        | > a                    | sup_princ.html#one_for_one
        # the limit: more than MaxR within the last MaxT seconds
        one_for_one  | never         | aP bP         | a failed    | 0/5        | give up                | sup_princ.html#maximum-restart-intensity
        one_for_one  | never         | aP bP         | a failed    | 1/5@9      | give up                | sup_princ.html#maximum-restart-intensity
        one_for_one  | never         | aP bP         | a failed    | 2/5@9      | > a                    | sup_princ.html#maximum-restart-intensity
        one_for_one  | never         | aP bP         | a failed    | 3/5@7 8 9  | give up                | sup_princ.html#maximum-restart-intensity
        one_for_one  | never         | aP bP         | a failed    | 3/5@8 9    | > a                    | sup_princ.html#maximum-restart-intensity
        one_for_one  | never         | aP bP         | a failed    | 1/5@5      | give up                | sup_princ.html#maximum-restart-intensity
        one_for_one  | never         | aP bP         | a failed    | 1/5@4.9    | > a                    | sup_princ.html#maximum-restart-intensity
        one_for_one  | never         | aP bP         | a failed    | 3/5@1 2 9  | > a                    | sup_princ.html#maximum-restart-intensity
        one_for_all  | never         | aP bP cP      | a failed    | 1/5        | c b > a b c            | sup_princ.html#maximum-restart-intensity
        one_for_one  | never         | aP bP         | a normal    | 0/5        | give up                | sup_princ.html#maximum-restart-intensity
        one_for_one  | never         | aP bT         | b normal    | 0/5        | leave                  | sup_princ.html#maximum-restart-intensity
        one_for_one  | never         | aP bX         | b failed    | 0/5@9 9 9  | forget b               | sup_princ.html#maximum-restart-intensity
        # automatic shutdown: any significant child
        one_for_one  | any           | aP bT! cT!    | b normal    | 1/5        | shut down              | supervisor.html#auto_shutdown
        one_for_one  | any           | aP bT! cT!    | b shutdown  | 1/5        | shut down              | supervisor.html#auto_shutdown
        one_for_one  | any           | aP bT! cT!    | b failed    | 1/5        | > b                    | supervisor.html#auto_shutdown
        one_for_one  | any           | aP bX! cT!    | b normal    | 1/5        | shut down              | supervisor.html#auto_shutdown
        one_for_one  | any           | aP bX! cT!    | b failed    | 1/5        | shut down              | supervisor.html#auto_shutdown
        one_for_one  | any           | aP bT  cT!    | b normal    | 1/5        | leave                  | supervisor.html#significant_child
        one_for_one  | any           | aP bX  cT!    | b failed    | 1/5        | forget b               | supervisor.html#significant_child
        one_for_all  | any           | aP bT! cT!    | a failed    | 1/5        | c b > a b c            | sup_princ.html#automatic-shutdown
        rest_for_one | any           | aP bX! cT!    | a failed    | 1/5        | c b > a c forget b     | sup_princ.html#automatic-shutdown
        one_for_one  | any           | aP bT! cT!    | b failed    | 0/5        | give up                | sup_princ.html#maximum-restart-intensity
        # automatic shutdown: all significant children
        one_for_one  | all           | aP bT! cT!    | b normal    | 1/5        | leave                  | supervisor.html#auto_shutdown
        one_for_one  | all           | aP bT!- cT!   | c normal    | 1/5        | shut down              | supervisor.html#auto_shutdown
        one_for_one  | all           | aP bX! cT!    | b failed    | 1/5        | forget b               | supervisor.html#auto_shutdown
        one_for_one  | all           | aP cX!        | c failed    | 1/5        | shut down              | supervisor.html#auto_shutdown
        one_for_one  | all           | aP bT!- cT!   | c failed    | 1/5        | > c                    | supervisor.html#auto_shutdown
        one_for_one  | all           | aP bT!- cT!   | a failed    | 1/5        | > a                    | supervisor.html#auto_shutdown
        one_for_one  | all           | aT bT!- cT!   | a normal    | 1/5        | leave                  | supervisor.html#significant_child
        """)
    void isAsDocumented(
            String strategy,
            String autoShutdown,
            String children,
            String end,
            String limit,
            String decision,
            String source) {
        var rules = new SupervisorLogic.Rules(
                RestartStrategy.valueOf(strategy.toUpperCase(java.util.Locale.ROOT)),
                intensity(limit),
                new RetryStrategy.Immediate(),
                autoShutdown(autoShutdown),
                Optional.empty());
        var ended = end.split(" ");
        var news = new SupervisorLogic.End(ended[0], reason(ended[1]), Optional.empty());
        var history = RestartHistory.EMPTY.with(new RestartWindow(earlier(limit)));
        var decided =
                SupervisorLogic.decide(rules, members(children), news, history, new SupervisorLogic.Moment(NOW, 0));
        assertThat(shown(decided, ended[0])).as(source).isEqualTo(decision);
    }

    private static AutoShutdown autoShutdown(String text) {
        return switch (text) {
            case "any" -> AutoShutdown.ANY_SIGNIFICANT;
            case "all" -> AutoShutdown.ALL_SIGNIFICANT;
            default -> AutoShutdown.NEVER;
        };
    }

    private static List<SupervisorLogic.Member> members(String text) {
        List<SupervisorLogic.Member> members = new ArrayList<>();
        for (String child : text.split(" +")) {
            ChildSpec spec = ChildSpec.of(
                            Supervisor.named(child.substring(0, 1)).build())
                    .restart(
                            switch (child.charAt(1)) {
                                case 'P' -> RestartType.PERMANENT;
                                case 'T' -> RestartType.TRANSIENT;
                                default -> RestartType.TEMPORARY;
                            });
            members.add(new SupervisorLogic.Member(
                    child.contains("!") ? spec.significant() : spec,
                    child.endsWith("-") ? SupervisorLogic.Place.RESTING : SupervisorLogic.Place.ACTIVE));
        }
        return members;
    }

    private static ExitReason reason(String text) {
        return switch (text) {
            case "normal" -> ExitReason.normal();
            case "shutdown" -> ExitReason.shutdown();
            case "abandoned" -> new ExitReason.Abandoned(Duration.ofSeconds(1));
            default -> ExitReason.failed(new IllegalStateException("boom"));
        };
    }

    private static RestartIntensity intensity(String limit) {
        String[] parts = limit.split("[/@]");
        return new RestartIntensity(Integer.parseInt(parts[0]), Duration.ofSeconds(Long.parseLong(parts[1])));
    }

    private static List<Long> earlier(String limit) {
        List<Long> seconds = new ArrayList<>();
        if (limit.contains("@")) {
            for (String second : limit.substring(limit.indexOf('@') + 1).split(" ")) {
                seconds.add((long) (Double.parseDouble(second) * SECOND));
            }
        }
        return seconds;
    }

    private static String shown(Decision decision, String ended) {
        return switch (decision) {
            case Decision.Leave _ -> "leave";
            case Decision.Remove _ -> "forget " + ended;
            case Decision.ShutDown _ -> "shut down";
            case Decision.GiveUp _ -> "give up";
            case Decision.Escalate _ -> "escalate";
            case Decision.Join _ -> "join";
            case Decision.Restart(var group, var _, var _) -> {
                String forget = group.remove().isEmpty() ? "" : " forget " + String.join(" ", group.remove());
                yield (String.join(" ", group.stop()) + " > " + String.join(" ", group.start())).strip() + forget;
            }
        };
    }
}
