package io.heddle.address;

import java.util.Optional;

/// Hint for a text that is no address of a listener, but looks like one of another program.
final class AddressHint {
  private AddressHint() {}

  /// What is wrong, and what to write instead; empty for a text that looks like nothing known.
  static Optional<String> of(String text) {
    int scheme = text.indexOf("://");
    if (scheme >= 0) {
      String authority = text.substring(scheme + 3);
      return Optional.of(
          "is a URL; write host and port alone" + example(authority.substring(0, end(authority))));
    }
    if (isPort(text)) {
      return Optional.of("is a port without a host; write" + choices(text));
    }
    if (text.startsWith(":") && isPort(text.substring(1))) {
      return Optional.of("has no host; write" + choices(text.substring(1)));
    }
    if (text.startsWith("*:") && isPort(text.substring(2))) {
      String port = text.substring(2);
      return Optional.of(
          "has no host; write 0.0.0.0:%s for all IPv4 addresses, or \"[::]:%1$s\" for all"
              .formatted(port));
    }
    // Without brackets, the end of an IPv6 address may be meant as the port.
    boolean isHostAlone = (text.indexOf(':') < 0 || text.startsWith("[")) && isHost(text);
    return isHostAlone ? Optional.of("has no port" + example(text + ":1080")) : Optional.empty();
  }

  /// The end of an authority, which a path, a query or a fragment may follow (RFC 3986 §3.2).
  private static int end(String authority) {
    int end = 0;
    while (end < authority.length() && "/?#".indexOf(authority.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static String choices(String port) {
    return " 127.0.0.1:%s for programs of this machine, or 0.0.0.0:%1$s for all".formatted(port);
  }

  private static String example(String address) {
    return isEndpoint(address) ? ", such as " + address : "";
  }

  private static boolean isPort(String text) {
    return !text.isEmpty()
        && text.length() <= 5
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isHost(String text) {
    try {
      return !Host.parse(text).toString().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isEndpoint(String text) {
    try {
      return Endpoint.parse(text).port() >= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
