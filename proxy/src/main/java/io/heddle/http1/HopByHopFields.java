package io.heddle.http1;

import io.heddle.http1.HttpFields.HttpField;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Hop-by-hop fields of a message, which an intermediary must not forward: the standard ones, and
/// those listed in the message's `Connection` fields (RFC 9110 §7.6.1).
public final class HopByHopFields {
  private static final List<String> KNOWN =
      List.of("Connection", "Keep-Alive", "TE", "Transfer-Encoding", "Upgrade");

  /// Names listed in `Connection`. A set, because a head may have thousands of them, and thousands of
  /// fields to look up.
  private final Set<String> nominated = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  private HopByHopFields(List<String> nominated) {
    this.nominated.addAll(nominated);
  }

  /// Hop-by-hop fields of a message with these fields.
  public static HopByHopFields of(HttpFields fields) {
    return new HopByHopFields(fields.listMembers("Connection"));
  }

  /// Whether `field` is a hop-by-hop field.
  public boolean contains(HttpField field) {
    return isProxyField(field.name()) || isKnown(field.name()) || nominated.contains(field.name());
  }

  /// Whether the field is for the next proxy alone: credentials, challenges and `Proxy-Connection`.
  /// `Proxy-Status` is not: it reports errors of upstream proxies to the client (RFC 9209 §2).
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
