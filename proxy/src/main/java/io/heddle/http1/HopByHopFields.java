package io.heddle.http1;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The fields of a message that end at the next hop: those known to, and those that its
/// `Connection` fields nominate (RFC 9110 §7.6.1).
public final class HopByHopFields {
  private static final List<String> KNOWN =
      List.of("Connection", "Keep-Alive", "TE", "Transfer-Encoding", "Upgrade");

  /// A set, since a head may have thousands of nominations, and of fields to look up.
  private final Set<String> nominated = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  private HopByHopFields(List<String> nominated) {
    this.nominated.addAll(nominated);
  }

  /// Those of a message with these fields.
  public static HopByHopFields of(HttpFields fields) {
    return new HopByHopFields(fields.listMembers("Connection"));
  }

  /// Whether that field is one.
  public boolean contains(HttpField field) {
    return isProxyField(field.name()) || isKnown(field.name()) || nominated.contains(field.name());
  }

  /// Credentials and challenges of proxies, and `Proxy-Connection`; but `Proxy-Status` tells the
  /// client what proxies behind us say (RFC 9209 §2).
  private static boolean isProxyField(String name) {
    return name.regionMatches(true, 0, "Proxy-", 0, 6) && !name.equalsIgnoreCase("Proxy-Status");
  }

  private static boolean isKnown(String name) {
    for (int i = 0; i < KNOWN.size(); i++) {
      if (KNOWN.get(i).equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }
}
