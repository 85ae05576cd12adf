package io.heddle.cli.exec;

import io.heddle.cli.env.ProxyVariables;
import java.net.InetAddress;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Environment variables that make the programs of a child process use a proxy, also programs that
/// ignore the usual ones.
///
/// @param session at the proxy
/// @param noProxy hosts that are reached without the proxy, separated by commas
record ChildEnvironment(ExecSession session, String noProxy) {

  /// Adds the variables to an environment.
  void addTo(Map<String, String> environment) {
    String url = session.url();
    restoreLanguage(environment);
    environment.putAll(new ProxyVariables(url, url, noProxy).values());
    append(environment, "JAVA_TOOL_OPTIONS", java());
    // The library with which Maven downloads reads the system properties of Java only if told so.
    append(
        environment,
        "MAVEN_OPTS",
        "-Daether.connector.http.useSystemProperties=true"
            + " -Daether.transport.http.useSystemProperties=true");
    append(environment, "GRADLE_OPTS", java());
    environment.put("npm_config_proxy", url);
    environment.put("npm_config_https_proxy", url);
    environment.put("npm_config_noproxy", noProxy);
    environment.put("YARN_HTTP_PROXY", url);
    environment.put("YARN_HTTPS_PROXY", url);
    environment.put("NODE_USE_ENV_PROXY", "1");
    git(environment);
  }

  /// Restores the language of the user. The launcher sets `LANGUAGE` to English for this process, and
  /// `LC_ALL` if there is no language, and keeps the user's values in other variables.
  private static void restoreLanguage(Map<String, String> environment) {
    restore(environment, "LANGUAGE");
    restore(environment, "LC_ALL");
  }

  private static void restore(Map<String, String> environment, String name) {
    String value = environment.remove("HEDDLE_" + name);
    if (value == null) {
      return;
    }
    if (value.isEmpty()) {
      environment.remove(name);
    } else {
      environment.put(name, value);
    }
  }

  private static void append(Map<String, String> environment, String name, String options) {
    environment.merge(name, options, (present, added) -> present + " " + added);
  }

  /// The system properties of Java, which have no setting for a password. Plain sockets use SOCKS;
  /// clients that can use an HTTP proxy use that.
  private String java() {
    String host = session.withoutLogin().host().toString();
    int port = session.withoutLogin().port();
    String settings =
        Stream.of("http.proxy", "https.proxy", "socksProxy")
            .map(kind -> "-D" + kind + "Host=" + host + " -D" + kind + "Port=" + port)
            .collect(Collectors.joining(" "));
    String hosts =
        Stream.of(noProxy.split(",", -1))
            .flatMap(ChildEnvironment::javaHosts)
            .collect(Collectors.joining("|"));
    // A connection to the HTTP proxy is a plain socket, too, and must not go through SOCKS.
    return settings
        + (" -Dhttp.nonProxyHosts=" + hosts)
        + (" -DsocksNonProxyHosts=" + (hosts.isEmpty() ? "" : hosts + "|") + host);
  }

  /// The forms in which Java compares a host: as text, an IPv6 address without brackets for some
  /// libraries, in brackets for URLs, and for sockets in brackets with all its groups. A name with a
  /// dot in front stands for those below it.
  private static Stream<String> javaHosts(String name) {
    if (name.startsWith(".")) {
      return Stream.of("*" + name);
    }
    if (!name.contains(":")) {
      return Stream.of(name);
    }
    String bare = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    return Stream.concat(Stream.of(bare, "[" + bare + "]"), allGroups(bare)).distinct();
  }

  private static Stream<String> allGroups(String ipv6) {
    try {
      return Stream.of("[" + InetAddress.ofLiteral(ipv6).getHostAddress() + "]");
    } catch (IllegalArgumentException e) {
      // A block of addresses, which Java does not know here.
      return Stream.empty();
    }
  }

  /// Git prefers its configuration files to the usual variables, and these variables to its files.
  private void git(Map<String, String> environment) {
    String present = environment.getOrDefault("GIT_CONFIG_COUNT", "0");
    if (!present.matches("[0-9]{1,4}")) {
      // Git itself reports that as an error.
      return;
    }
    int count = Integer.parseInt(present);
    environment.put("GIT_CONFIG_KEY_" + count, "http.proxy");
    environment.put("GIT_CONFIG_VALUE_" + count, session.url());
    environment.put("GIT_CONFIG_COUNT", Integer.toString(count + 1));
  }
}
