# Keeps target/dist up to date: a link to the newest complete build (lib/*.jar, foundation.aot). Sourced after jdk.sh, with root set; sets dist.
#
# A build has output folders of its own (target/dist-build in each module), is made beside the old one and put in place by
# renaming a link, under a lock: concurrent starts and a Maven that runs meanwhile do not disturb each other.

dist_is_fresh() {
    [[ -f $link/stamp ]] || return 1
    local paths=("$root/pom.xml" "$root/build/dist.sh" "$root"/foundation-{core,formats}/{pom.xml,src/main}) module
    for module in "$@"; do
        paths+=("$root/foundation-$module/pom.xml" "$root/foundation-$module/src/main")
    done
    [[ -z $(find "${paths[@]}" -newer "$link/stamp" -print -quit) ]]
}

dist_ready() {
    link=$root/target/dist
    [[ $1 == benchmarks ]] && link=$root/target/dist-bench
    if ! dist_is_fresh "$@"; then
        maven_require
        mkdir -p "$root/target"
        exec {lock}>"$root/target/dist.lock"
        type -P flock >/dev/null && flock "$lock"
        dist_is_fresh "$@" || dist_build "$@"
        exec {lock}>&-
    fi
    dist=$(readlink -f "$link")
}

dist_build() {
    local new log=$root/target/dist-build.log module list='' began=$SECONDS
    new=$link-$(date +%s)-$$
    rm -rf "$new"
    mkdir -p "$new/lib"
    touch "$new/stamp"
    trap 'rm -rf "$new"; exit 130' INT TERM
    for module in "$@"; do list+=,foundation-$module; done
    echo "foundation: building (sources are newer than the last build) …" >&2
    if ! (cd "$root" && in_maven -q -Pdist -pl "${list#,}" -am "-Ddist.lib=$new/lib" package) >"$log" 2>&1; then
        grep -m 20 '^\[ERROR\] ' "$log" >&2 || tail -n 20 "$log" >&2
        echo "foundation: the build failed, its log is $log" >&2
        rm -rf "$new"
        exit 1
    fi
    cp "$root"/foundation-{core,formats}/target/dist-build/*.jar "$new/lib"
    for module in "$@"; do cp "$root/foundation-$module"/target/dist-build/*.jar "$new/lib"; done
    dist=$new
    [[ $1 == cli ]] && dist_train
    ln -sfn "${new##*/}" "$link.new"
    mv -T "$link.new" "$link"
    trap - INT TERM
    dist_sweep
    echo "foundation: built in $((SECONDS - began)) s" >&2
}

# An ahead-of-time cache of what `--help` loads and links, so that short verbs start fast; without it they only start slower.
dist_train() {
    "$JAVA_HOME/bin/java" -XX:+UseSerialGC "-XX:AOTCacheOutput=$dist/foundation.aot" -cp "$(dist_classpath)" \
        io.elixirscope.foundation.cli.FoundationCommand --help >"$root/target/dist-train.log" 2>&1 || rm -f "$dist/foundation.aot"
}

dist_classpath() {
    local jars=("$dist"/lib/*.jar)
    local IFS=:
    printf '%s' "${jars[*]}"
}

# Removes builds that are neither the current one nor the one before it, which a start of a moment ago may be reading.
dist_sweep() {
    local old=("$link"-[0-9]*) i
    for ((i = 0; i < ${#old[@]} - 2; i++)); do rm -rf "${old[i]}"; done
}
