package io.heddle.pac;

/// Functions of scripts about names of hosts.
final class NameFunctions {
  private NameFunctions() {}

  /// Whether a host has no domain. An IPv6 address has none, and is no plain name.
  static boolean isPlainHostName(String host) {
    return host.indexOf('.') < 0 && host.indexOf(':') < 0;
  }

  /// Whether a host ends with `domain`, which usually begins with a dot.
  static boolean dnsDomainIs(String host, String domain) {
    return host.endsWith(domain);
  }

  /// Whether a host is `full`, or its part before the first dots.
  static boolean localHostOrDomainIs(String host, String full) {
    return host.equals(full) || full.startsWith(host + ".");
  }

  /// The number of dots in a host.
  static int dnsDomainLevels(String host) {
    return (int) host.chars().filter(c -> c == '.').count();
  }
}
