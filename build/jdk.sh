# Finds a JDK 25.0.3 or later by its `release` file, without starting java. Sourced; sets and exports JAVA_HOME.

# jdk_suits HOME: true where HOME is a JDK of a suitable version; a JDK that is too old is noted in jdk_seen.
jdk_suits() {
    local line version='' major minor patch
    [[ -x $1/bin/java && -x $1/bin/javac && -r $1/release ]] || return 1
    while IFS= read -r line || [[ -n $line ]]; do
        [[ $line == JAVA_VERSION=* ]] && version=${line#*=} && version=${version//\"/} && break
    done <"$1/release"
    [[ $version =~ ^([0-9]+)(\.([0-9]+))?(\.([0-9]+))? ]] || return 1
    major=${BASH_REMATCH[1]} minor=${BASH_REMATCH[3]:-0} patch=${BASH_REMATCH[5]:-0}
    ((major > 25 || (major == 25 && (minor > 0 || patch >= 3)))) && return 0
    jdk_seen+="  $1 is $version"$'\n'
    return 1
}

# jdk_find: JAVA_HOME, then the java on the PATH, then the usual folders; the first suitable one wins.
jdk_find() {
    local home java
    jdk_seen=''
    if [[ -n ${JAVA_HOME:-} ]] && jdk_suits "$JAVA_HOME"; then
        export JAVA_HOME
        return 0
    fi
    if java=$(type -P java) && java=$(readlink -f "$java"); then
        home=${java%/bin/java}
        if jdk_suits "$home"; then
            export JAVA_HOME=$home
            return 0
        fi
    fi
    for home in /usr/lib/jvm/* /usr/java/* /usr/local/openjdk-* /opt/* /opt/*/* ~/.sdkman/candidates/java/* ~/.jdks/* \
        ~/.local/share/mise/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if jdk_suits "$home"; then
            export JAVA_HOME=$home
            return 0
        fi
    done
    return 1
}

jdk_require() {
    jdk_find && return 0
    {
        echo "foundation: no JDK 25.0.3 or later found (older ones can leave a virtual thread parked for ever, JDK-8369227)."
        [[ -n $jdk_seen ]] && printf 'Found, but too old:\n%s' "$jdk_seen"
        echo "Install one of"
        echo "  Debian, Ubuntu   apt-get install openjdk-25-jdk   (or temurin-25-jdk from https://packages.adoptium.net)"
        echo "  anywhere         Temurin 25 from https://adoptium.net, unpacked into /opt or ~/.jdks"
        echo "or set JAVA_HOME to where it is."
    } >&2
    exit 1
}

maven_require() {
    type -P mvn >/dev/null && return 0
    echo "foundation: Maven 3.8 or later is needed to build (Debian, Ubuntu: apt-get install maven)." >&2
    exit 1
}

# in_maven ARGS…: Maven on the JDK found, without that JDK's warnings about Maven's own libraries.
in_maven() {
    MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" mvn -B -ntp "$@"
}

# Where no locale is set, as under cron or in a container, the JVM would take the names of files for ASCII.
jdk_locale() {
    case $(locale charmap 2>/dev/null) in
        ANSI_X3.4-1968 | '') export LC_ALL=C.UTF-8 ;;
    esac
}
