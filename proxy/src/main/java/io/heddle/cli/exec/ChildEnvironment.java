package io.heddle.cli.exec;

import io.heddle.cli.env.ProxyVariables;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a command finds in its environment so that all its programs use a proxy, also those that do
/// not look at the usual variables.
///
/// @param proxy where it is
/// @param exceptions hosts that are reached without it, separated by commas
record ChildEnvironment(ExecSession proxy, String exceptions) {

  /// Adds it to an environment.
  void addTo(Map<String, String> environment) {
    String url = proxy.url();
    restoreLanguage(environment);
    environment.putAll(new ProxyVariables(url, url, exceptions).values());
    append(environment, "JAVA_TOOL_OPTIONS", java());
    // What Maven downloads by comes from a library that looks at the options of Java only if told.
    append(
        environment,
        "MAVEN_OPTS",
        "-Daether.connector.http.useSystemProperties=true"
            + " -Daether.transport.http.useSystemProperties=true");
    append(environment, "GRADLE_OPTS", java());
    environment.put("npm_config_proxy", url);
    environment.put("npm_config_https_proxy", url);
    environment.put("npm_config_noproxy", exceptions);
    environment.put("YARN_HTTP_PROXY", url);
    environment.put("YARN_HTTPS_PROXY", url);
    environment.put("NODE_USE_ENV_PROXY", "1");
    git(environment);
  }

  /// The launcher wants messages in English for itself alone, and leaves here what the user wants.
  private static void restoreLanguage(Map<String, String> environment) {
    String language = environment.remove("HEDDLE_LANGUAGE");
    if (language != null) {
      environment.put("LANGUAGE", language);
    }
  }

  private static void append(Map<String, String> environment, String name, String options) {
    environment.merge(name, options, (before, more) -> before + " " + more);
  }

  /// Java's own settings know no password. SOCKS is for its plain sockets; what has an HTTP proxy
  /// takes that.
  private String java() {
    String host = proxy.withoutLogin().host().toString();
    int port = proxy.withoutLogin().port();
    String settings =
        Stream.of("http.proxy", "https.proxy", "socksProxy")
            .map(kind -> "-D" + kind + "Host=" + host + " -D" + kind + "Port=" + port)
            .collect(Collectors.joining(" "));
    String hosts =
        Stream.of(exceptions.split(",", -1))
            .map(name -> name.contains(":") ? "[" + name + "]" : name)
            .collect(Collectors.joining("|"));
    // What goes to the HTTP proxy is a plain socket, too.
    return settings
        + (" -Dhttp.nonProxyHosts=" + hosts)
        + (" -DsocksNonProxyHosts=" + (hosts.isEmpty() ? "" : hosts + "|") + host);
  }

  /// Git's configuration goes before the environment's variables; this goes before that.
  private void git(Map<String, String> environment) {
    String before = environment.getOrDefault("GIT_CONFIG_COUNT", "0");
    if (!before.matches("[0-9]{1,4}")) {
      // Git itself will complain about that.
      return;
    }
    int count = Integer.parseInt(before);
    environment.put("GIT_CONFIG_KEY_" + count, "http.proxy");
    environment.put("GIT_CONFIG_VALUE_" + count, proxy.url());
    environment.put("GIT_CONFIG_COUNT", Integer.toString(count + 1));
  }
}
