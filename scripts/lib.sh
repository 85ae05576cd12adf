# shellcheck shell=bash
# Shared by the scripts next to this file: where things are, and which JDK and Maven to use.
#
# They run under bash 3.2, which macOS has, with the tools of BSD or of busybox. Old bash takes an empty
# array for an unset one, so one that may be empty is ${array[@]+"${array[@]}"}. The exceptions need
# Linux: scripts/bench, scripts/soak, scripts/first-steps.

# shellcheck disable=SC2034 # used by the scripts that source this
root=$(cd "${BASH_SOURCE[0]%/*}/.." && pwd)
image=$root/proxy/target/image
lab=$root/scripts/lab
lab_classes=$lab/target/classes

fail() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  exit 1
}

# Prints the version of the sources.
version() {
  git -C "$root" describe --always --dirty 2>/dev/null || echo unversioned
}

# The version of Java that the build needs: pom.xml says it.
jdk_version() {
  sed -n 's,.*<java.version>\([0-9]*\)</java.version>.*,\1,p' "$root/pom.xml" | sed -n 1p
}

# Reads the version from a file instead of asking java: a script may look at many JDKs.
is_jdk() {
  [[ -x $1/bin/javac && -x $1/bin/jlink && -r $1/release ]] &&
    grep -Eq "^JAVA_VERSION=\"$2(\"|[.+-])" "$1/release"
}

# The home of the java on the PATH, which may be a shim: only java itself knows.
java_home_on_path() {
  command -v java >/dev/null &&
    java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

# Makes Java take file names for UTF-8. Without a language, as in cron and containers, it would take
# them for ASCII. C.UTF-8 differs from C in that alone.
use_utf8() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG-}}} in
    '' | C | POSIX) export LC_ALL=C.UTF-8 ;;
  esac
}

# Sets JAVA_HOME to the JDK that the build needs, and the language that it needs.
use_jdk() {
  local candidate version
  version=$(jdk_version)
  use_utf8
  # Patterns that match nothing stay as they are and fail the test like any other folder.
  for candidate in \
    "${JAVA_HOME:-}" \
    "$(java_home_on_path || true)" \
    /usr/lib/jvm/* \
    /opt/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk@"$version"/libexec/openjdk.jdk/Contents/Home \
    "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/*; do
    if [[ -n $candidate ]] && is_jdk "$candidate" "$version"; then
      export JAVA_HOME=$candidate
      return
    fi
  done
  fail "no JDK $version found (with javac and jlink; a JRE is not enough).
Looked at JAVA_HOME, the java on the PATH, /usr/lib/jvm, /opt, /Library/Java, ~/.sdkman and ~/.jdks.
Any of these installs one:
  Debian, Ubuntu  apt-get install openjdk-$version-jdk-headless
  Fedora          dnf install java-$version-openjdk-devel java-$version-openjdk-jmods
  macOS           brew install openjdk@$version
  SDKMAN          sdk install java $version-tem
  anywhere        https://adoptium.net/temurin/releases/?version=$version
or set JAVA_HOME to where it is."
}

require_maven() {
  command -v mvn >/dev/null ||
    fail "mvn not found: install Maven 3.8 or newer (apt-get install maven, dnf install maven, brew install maven, sdk install maven)"
}

# Runs Maven on that JDK.
maven() {
  local home options=()
  require_maven
  # Java takes the home from the system's list of users, where the user of a container may have none.
  home=$(getent passwd "$EUID" 2>/dev/null | cut -d : -f 6 || true)
  if [[ -n $home && ! -d $home && -d ${HOME:-} ]]; then
    options=("-Dmaven.repo.local=$HOME/.m2/repository")
  fi
  # Maven's own libraries make the JDK warn on every run. Not in .mvn/jvm.config, since an older JDK
  # would refuse to start before the build can say which one it needs.
  MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" \
    mvn --batch-mode --no-transfer-progress --file "$root/pom.xml" ${options[@]+"${options[@]}"} "$@"
}

# Compiles the Java programs that scripts/bench and scripts/soak run, if they have changed.
compile_lab() {
  maven --quiet --projects scripts/lab compile
}

# Builds the image if it is missing or older than the sources, and copies the examples into it if they
# have changed.
ensure_image() {
  if image_is_current; then
    copy_examples
  else
    "$root/scripts/image" --if-needed
  fi
}

# The configurations in the image are copies, which need no build.
copy_examples() {
  local copies=$image/share/heddle
  if [[ -n $(find "$root/conf" -newer "$copies") ]]; then
    cp "$root"/conf/* "$copies/"
    touch "$copies"
  fi
}

# Whether the image is made from the sources as they are. Its launcher has the time of the sources,
# and a deleted file shows as a newer folder. Of the lab, only the training run makes the image.
image_is_current() {
  local newer
  [[ -x $image/bin/heddle ]] || return 1
  newer=$(find "$root/proxy/src" "$root/pom.xml" "$root/proxy/pom.xml" "$root/scripts/image" \
    "$lab/pom.xml" "$lab"/src/main/java/io/heddle/lab/{client,origin,training} \
    -newer "$image/bin/heddle")
  [[ -z $newer ]]
}
