package io.heddle.cli.exec;

import io.heddle.cli.command.SurroundingProxy;
import io.heddle.cli.env.ProxyVariables;
import io.heddle.jdk.UserEnvironment;
import java.net.InetAddress;
import java.nio.file.Path;
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
    UserEnvironment.restore(environment);
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
    environment.put("CARGO_HTTP_PROXY", url);
    gcloud(environment);
    new GitVariables(session, Path.of(System.getProperty("java.home"), "bin", "heddle"))
        .addTo(environment);
    new SurroundingProxy(session.withoutLogin()).addTo(environment);
  }

  /// The settings of Google's command line, which reads the usual variables in some of its parts alone.
  private void gcloud(Map<String, String> environment) {
    environment.put("CLOUDSDK_PROXY_TYPE", "http");
    environment.put("CLOUDSDK_PROXY_ADDRESS", session.withoutLogin().host().toString());
    environment.put("CLOUDSDK_PROXY_PORT", Integer.toString(session.withoutLogin().port()));
  }

  /// Appends options, unless a surrounding `heddle exec` with the same proxy has done so.
  private static void append(Map<String, String> environment, String name, String options) {
    String present = environment.getOrDefault(name, "");
    if (!present.endsWith(options)) {
      environment.put(name, present.isEmpty() ? options : present + " " + options);
    }
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
            .distinct()
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
}
