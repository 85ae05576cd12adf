package io.heddle.cli.exec;

import java.nio.file.Path;
import java.util.Map;

/// Environment variables that make git use a proxy, for all its protocols.
///
/// @param session at the proxy
/// @param launcher the program `heddle`
record GitVariables(ExecSession session, Path launcher) {
  private static final String COUNT = "GIT_CONFIG_COUNT";
  private static final String SSH_COMMAND = "GIT_SSH_COMMAND";
  private static final String SSH = "GIT_SSH";

  /// Adds the variables to an environment.
  void addTo(Map<String, String> environment) {
    addConfiguration(environment);
    addSsh(environment);
  }

  /// Git prefers its configuration files to the usual variables, and these variables to its files.
  private void addConfiguration(Map<String, String> environment) {
    String present = environment.getOrDefault(COUNT, "0");
    if (!present.matches("[0-9]{1,4}")) {
      // Git itself reports that as an error.
      return;
    }
    int count = Integer.parseInt(present);
    environment.put("GIT_CONFIG_KEY_" + count, "http.proxy");
    environment.put("GIT_CONFIG_VALUE_" + count, session.url());
    environment.put(COUNT, Integer.toString(count + 1));
  }

  /// The command with which git starts ssh. The user's own keeps its options, which come first: ssh
  /// takes the first value of each, so a `ProxyCommand` of the user stays in force. A program other
  /// than ssh is left alone.
  private void addSsh(Map<String, String> environment) {
    String own = environment.getOrDefault(SSH_COMMAND, environment.containsKey(SSH) ? "" : "ssh");
    if (isSsh(own)) {
      environment.put(SSH_COMMAND, own + " -o " + quoted("ProxyCommand=" + proxyCommand()));
    }
  }

  private static boolean isSsh(String command) {
    String program = command.strip().split("\\s", 2)[0];
    return program.substring(program.lastIndexOf('/') + 1).equals("ssh");
  }

  /// The command in the words of ssh, which replaces `%h` and `%p`, and runs it by a shell. The
  /// brackets of an IPv6 address are not needed.
  private String proxyCommand() {
    return quoted(launcher.toString()).replace("%", "%%") + " connect %h:%p";
  }

  /// A word of the shell. Most need no quotes, which keeps the command readable.
  private static String quoted(String word) {
    return word.matches("[\\w./+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
