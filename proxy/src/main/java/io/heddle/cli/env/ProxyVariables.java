package io.heddle.cli.env;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Environment variables that name a proxy, each in lower and in upper case: some programs read only
/// one of the two.
///
///     http_proxy  https_proxy  all_proxy  no_proxy
///
/// @param url of the proxy for `http` and `https`
/// @param allUrl of the proxy for all other schemes
/// @param noProxy hosts that are reached without the proxy, separated by commas
public record ProxyVariables(String url, String allUrl, String noProxy) {
  /// The local machine. Many programs understand only names and addresses here, no address blocks.
  public static final String LOCAL = "localhost,127.0.0.1,::1,[::1]";

  private static final String HTTP = "http_proxy";
  private static final String HTTPS = "https_proxy";
  private static final String ALL = "all_proxy";
  private static final String NO = "no_proxy";

  /// The hosts that need no proxy: those that the user has named, and the local machine. `*`, which
  /// keeps everything away from a proxy, is left out.
  ///
  /// @param environment with the user's own variable, of which many programs read only one of two
  public static String noProxy(Map<String, String> environment) {
    String own = environment.getOrDefault(NO, environment.getOrDefault("NO_PROXY", ""));
    return Stream.of(own + "," + LOCAL)
        .flatMap(hosts -> Stream.of(hosts.split(",", -1)))
        .map(String::strip)
        .filter(host -> !host.isEmpty() && !host.equals("*"))
        .distinct()
        .collect(Collectors.joining(","));
  }

  /// The names of the variables.
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (String name : List.of(HTTP, HTTPS, ALL, NO)) {
      names.add(name);
      names.add(name.toUpperCase(Locale.ROOT));
    }
    return names;
  }

  /// The values of the variables by name.
  public SequencedMap<String, String> values() {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    for (String name : names()) {
      values.put(
          name,
          switch (name.toLowerCase(Locale.ROOT)) {
            case ALL -> allUrl;
            case NO -> noProxy;
            default -> url;
          });
    }
    return values;
  }
}
