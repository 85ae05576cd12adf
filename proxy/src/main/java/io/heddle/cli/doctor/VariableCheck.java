package io.heddle.cli.doctor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Check of the environment variables that name a proxy.
///
/// @param environment of the shell
/// @param listeners the addresses of the proxy
record VariableCheck(Map<String, String> environment, List<String> listeners) {
  private static final String CHECK = "variables";
  private static final String NO_PROXY = "no_proxy";
  private static final List<String> NAMES = List.of("http_proxy", "https_proxy", "all_proxy");
  private static final String ENV = "eval \"$(heddle env)\" sets them all";

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    NAMES.forEach(name -> add(name, findings));
    if (findings.isEmpty()) {
      findings.add(
          Finding.note(
              CHECK, "none is set, so programs of this shell do not use the proxy; " + ENV));
    }
    Map<String, String> exceptions = values(NO_PROXY);
    exceptions.forEach((name, value) -> findings.addAll(exceptions(name, value)));
    addDifference(NO_PROXY, exceptions, findings);
    return findings;
  }

  private void add(String name, List<Finding> findings) {
    Map<String, String> values = values(name);
    values.forEach((spelled, value) -> findings.add(target(spelled, value)));
    addDifference(name, values, findings);
  }

  /// The values of both spellings: some programs read only one of them.
  private Map<String, String> values(String name) {
    Map<String, String> values = new TreeMap<>();
    for (String spelled : List.of(name, name.toUpperCase(Locale.ROOT))) {
      Optional.ofNullable(environment.get(spelled))
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> values.put(spelled, value));
    }
    return values;
  }

  private static void addDifference(
      String name, Map<String, String> values, List<Finding> findings) {
    if (values.values().stream().distinct().count() > 1) {
      findings.add(
          Finding.problem(
              CHECK, name + " has another value in upper case, which other programs read", ENV));
    }
  }

  private Finding target(String name, String value) {
    Optional<String> address = address(value);
    if (address.isEmpty()) {
      return Finding.problem(CHECK, name + " is not the URL of a proxy", ENV);
    }
    if (listeners.isEmpty()) {
      return Finding.note(CHECK, name + " leads to " + address.get());
    }
    return listeners.contains(address.get().replace("localhost:", "127.0.0.1:"))
        ? Finding.ok(CHECK, name + " leads to the proxy")
        : Finding.problem(
            CHECK,
            name + " leads to " + address.get() + ", not to " + String.join(", ", listeners),
            ENV);
  }

  /// Host and port of a URL, without its login.
  private static Optional<String> address(String value) {
    try {
      URI uri = URI.create(value.contains("://") ? value : "http://" + value);
      return uri.getHost() == null
          ? Optional.empty()
          : Optional.of(uri.getHost() + ":" + (uri.getPort() < 0 ? 80 : uri.getPort()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Traps of the exceptions, which programs read in different ways.
  private static List<Finding> exceptions(String name, String value) {
    List<Finding> findings = new ArrayList<>();
    for (String entry : value.split("[,\\s]+", -1)) {
      trap(entry)
          .ifPresent(trap ->
              findings.add(
                  Finding.problem(CHECK, name + ": " + entry + " " + trap, advice(entry))));
    }
    if (value.strip().matches(".*\\s.*")) {
      findings.add(
          Finding.problem(CHECK, name + " has blanks, which some programs take into names", ENV));
    }
    return findings;
  }

  private static String advice(String entry) {
    return entry.startsWith("*.") ? "write " + entry.substring(1) + " instead" : "remove it";
  }

  private static Optional<String> trap(String entry) {
    if (entry.equals("*")) {
      return Optional.of("keeps everything away from the proxy");
    }
    if (entry.contains("://")) {
      return Optional.of("is a URL, and only names and addresses are understood");
    }
    if (entry.startsWith("*")) {
      return Optional.of("is a pattern, which curl and others do not know");
    }
    return entry.contains("/")
        ? Optional.of("is an address block, which many programs do not know")
        : Optional.empty();
  }
}
