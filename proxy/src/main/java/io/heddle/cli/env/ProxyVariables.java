package io.heddle.cli.env;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// The variables of the environment in which programs look for a proxy, each in lower case and in
/// upper: some programs know only one of the two.
///
///     http_proxy  https_proxy  all_proxy  no_proxy
///
/// @param url of the proxy, for `http` and `https`
/// @param allUrl of the proxy, for everything else
/// @param exceptions hosts that are reached without it
public record ProxyVariables(String url, String allUrl, String exceptions) {
  /// This machine. Many programs know names and addresses only, no blocks of them.
  public static final String LOCAL = "localhost,127.0.0.1,::1";

  private static final String HTTP = "http_proxy";
  private static final String HTTPS = "https_proxy";
  private static final String ALL = "all_proxy";
  private static final String NO = "no_proxy";

  /// Their names.
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (String name : List.of(HTTP, HTTPS, ALL, NO)) {
      names.add(name);
      names.add(name.toUpperCase(Locale.ROOT));
    }
    return names;
  }

  /// Their values by name.
  public SequencedMap<String, String> values() {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    for (String name : names()) {
      values.put(
          name,
          switch (name.toLowerCase(Locale.ROOT)) {
            case ALL -> allUrl;
            case NO -> exceptions;
            default -> url;
          });
    }
    return values;
  }
}
