# ./foundation test [--all]: `mvn verify` with every check, told compactly. Sourced; needs jdk.sh.
#
# Test failures do not end the run, so that one run names them all; the reports are counted afterwards. A check that is no test (compiler,
# format, sizes, javadoc) ends its module and counts as one failure. The last line is `N passed, N failed` in every case.

run_tests() {
    local long=no arg status=0 goals=(verify -fae -Dmaven.test.failure.ignore=true)
    for arg in "$@"; do
        case $arg in
            --all) long=yes && goals+=(-Pall) ;;
            -h | --help) echo "Usage: foundation test [--all]     the test suite; --all adds the long runs" && return 0 ;;
            *) echo "foundation test: unknown argument '$arg' (known: --all)" >&2 && return 2 ;;
        esac
    done
    mkdir -p "$root/target"
    exec {lock}>"$root/target/test.lock"
    type -P flock >/dev/null && flock "$lock"
    cd "$root"
    log=$root/target/test.log
    began=$SECONDS
    rm -rf foundation-*/target/{surefire,failsafe}-reports
    in_maven "${goals[@]}" 2>&1 | tee "$log" | test_progress >&2 || status=1
    test_account "$status" "$long"
}

# One line a step of a module, so that a long run shows where it is.
test_progress() {
    awk '
        /^\[INFO\] Building ElixirScope/ { name = $0; sub(/^\[INFO\] Building /, "", name); sub(/ [0-9][^ ]* .*/, "", name); print name; fflush() }
        /^\[INFO\] --- .*(surefire|failsafe|javadoc|spotless|checkstyle)[^ ]*:[^ ]*:(test|integration-test|jar|check) / {
            step = $3; sub(/^[^:]*-maven-plugin:/, "", step); split($3, part, ":"); print "  " part[1] " " part[3]; fflush() }
        /^\[ERROR\] COMPILATION ERROR/ { print "  does not compile"; fflush() }
        /^\[(ERROR|WARNING)\] Tests run:.*<<< (FAILURE|ERROR)!.* in / { line = $0; sub(/^.* in /, "", line); print "  FAILED in " line; fflush() }
    '
}

# test_account STATUS LONG: failing tests, broken checks, what ran, and the count on the last line.
test_account() {
    local status=$1 long=$2 reports counts passed failed skipped broken
    shopt -s nullglob
    reports=(foundation-*/target/{surefire,failsafe}-reports/TEST-*.xml)
    shopt -u nullglob
    broken=$(test_broken "$status")
    counts=$(test_kinds "${reports[@]}")
    read -r passed failed skipped <<<"$(awk -F'\t' '{ p += $2; f += $3; s += $4 } END { print p + 0, f + 0, s + 0 }' <<<"$counts")"
    echo
    if ((failed > 0)); then
        echo "failing tests:"
        test_failures "${reports[@]}"
        echo
    fi
    if ((broken > 0)); then
        echo "broken checks:"
        test_checks
        echo
        ((failed += broken))
    fi
    ((status == 0)) && echo "checked: compiler warnings, ErrorProne, NullAway, format, sizes, javadoc"
    [[ -n $counts ]] && awk -F'\t' '{ printf "%s%s %d", (NR > 1 ? ", " : "ran: "), $1, $2 + $3 } END { print "" }' <<<"$counts"
    ((skipped > 0)) && echo "skipped by their own assumptions: $skipped"
    [[ $long == yes ]] && echo "long runs: included" || echo "long runs: not included (./foundation test --all)"
    echo "took $((SECONDS - began)) s, log: $log"
    echo "$passed passed, $failed failed"
    ((failed == 0))
}

# How many checks broke: goals that failed, test processes that died, or a Maven that ended badly without naming one.
test_broken() {
    local goals died
    goals=$(grep -c '^\[ERROR\] Failed to execute goal' "$log" || true)
    died=$(grep -c -E '^\[ERROR\].*(The forked VM terminated|There was an error in the forked process|There was a timeout)' "$log" || true)
    ((died > 0 && goals == 0)) && goals=1
    (($1 != 0 && goals == 0)) && goals=1
    ((goals == 0)) && ! grep -q '^\[INFO\] BUILD SUCCESS' "$log" && goals=1
    echo "$goals"
}

# test_kinds REPORT…: a line a folder of tests: name, passed, failed (errors too), skipped.
test_kinds() {
    (($# == 0)) && return 0
    local path class kind
    {
        find foundation-*/src/test -name '*.java' | while IFS= read -r path; do
            class=${path##*/src/test/}
            kind=${class%%/*}
            case $class in
                unit/*) kind=unit class=${class#unit/*/} ;;
                java/*) kind=unit class=${class#java/} ;;
                *) class=${class#*/} ;;
            esac
            class=${class%.java}
            printf 'folder\t%s\t%s\n' "${class//\//.}" "$kind"
        done
        grep -h -o '<testsuite [^>]*>' "$@" | sed 's/^/suite\t/'
    } | awk -F'\t' '
        function value(key, text) { return match(text, " " key "=\"[^\"]*\"") ? substr(text, RSTART + length(key) + 3, RLENGTH - length(key) - 4) : "" }
        $1 == "folder" { folder[$2] = $3; next }
        {
            class = value("name", $2); sub(/\$.*/, "", class)
            kind = class in folder ? folder[class] : "other"
            f = value("failures", $2) + value("errors", $2); s = value("skipped", $2) + 0; p = value("tests", $2) - f - s
            if (p + f + s > 0) { passed[kind] += p; failed[kind] += f; skipped[kind] += s }
        }
        END {
            n = split("unit architecture contract property smoke integration soak concurrency crash other", order, " ")
            for (i = 1; i <= n; i++) { k = order[i]; if (k in passed) printf "%s\t%d\t%d\t%d\n", k, passed[k], failed[k], skipped[k] }
        }'
}

# test_failures REPORT…: class, method and the first lines of the message of each failing test.
test_failures() {
    awk '
        function value(key, text) { return match(text, " " key "=\"[^\"]*\"") ? substr(text, RSTART + length(key) + 3, RLENGTH - length(key) - 4) : "" }
        function plain(text) {
            gsub(/&#10;/, "\n      ", text); gsub(/&#9;/, "  ", text); gsub(/&quot;/, "\"", text); gsub(/&apos;/, "\047", text)
            gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&amp;/, "\\&", text)
            return length(text) > 600 ? substr(text, 1, 600) " …" : text
        }
        /<testcase / { name = plain(value("classname", $0)) "." plain(value("name", $0)) }
        /<(failure|error)[ >]/ { message = value("message", $0); print "  " name; print "      " (message == "" ? value("type", $0) : plain(message)) }
    ' "$@"
}

# What Maven says of checks that are no tests: the first lines of each, without its advice.
test_checks() {
    grep -E '^\[(ERROR|FATAL)\]' "$log" | grep -v -E -e '\[Help' -e '^\[ERROR\] *$' -e 'To see the full stack|Re-run Maven|For more information|After correcting|mvn <args>' \
        -e 'Tests run:|<<< (FAILURE|ERROR)!|There are test failures' -e '^\[ERROR\] (Failures|Errors): ' -e '^\[ERROR\]   [A-Za-z]' -e '^\[ERROR\][[:space:]]+at [a-z]' -e 'Command was' |
        awk '!seen[$0]++' | head -n 40 | cut -c1-400 | sed 's/^\[[A-Z]*\] /  /'
    grep -q '^\[ERROR\]' "$log" || tail -n 20 "$log" | sed 's/^/  /'
}
