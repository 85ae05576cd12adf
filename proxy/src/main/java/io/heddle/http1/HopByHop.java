package io.heddle.http1;

import java.util.List;

/// The fields of a message that end at the next hop: those known to, and those that its
/// `Connection` fields name (RFC 9110 §7.6.1).
///
/// @param nominated by the message itself
public record HopByHop(List<String> nominated) {
  private static final List<String> KNOWN =
      List.of("Connection", "Keep-Alive", "TE", "Transfer-Encoding", "Upgrade");

  public HopByHop {
    nominated = List.copyOf(nominated);
  }

  /// Those of a message with these fields.
  public static HopByHop of(Fields fields) {
    return new HopByHop(fields.members("Connection"));
  }

  /// Whether that field is one.
  public boolean includes(Field field) {
    return isProxyField(field.name())
        || contains(KNOWN, field.name())
        || contains(nominated, field.name());
  }

  /// Credentials and challenges of proxies, and `Proxy-Connection`; but `Proxy-Status` tells the
  /// client what proxies behind us say (RFC 9209 §2).
  private static boolean isProxyField(String name) {
    return name.regionMatches(true, 0, "Proxy-", 0, 6) && !name.equalsIgnoreCase("Proxy-Status");
  }

  private static boolean contains(List<String> names, String name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }
}
