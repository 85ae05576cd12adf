package io.heddle.address;

import java.net.Inet6Address;
import java.util.Locale;

/// Canonical text of an IPv6 address (RFC 5952 §4), with its zone if it has one (RFC 4007 §11).
final class Inet6Text {
  private static final int GROUPS = 8;

  private Inet6Text() {}

  static String of(Inet6Address address) {
    byte[] bytes = address.getAddress();
    Run zeros = longestZeroRun(bytes);
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; i++) {
      if (i == zeros.start()) {
        text.append("::");
        i += zeros.length() - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(group(bytes, i)).toLowerCase(Locale.ROOT));
      }
    }
    return text + zone(address);
  }

  private static String zone(Inet6Address address) {
    if (address.getScopedInterface() != null) {
      return "%" + address.getScopedInterface().getName();
    }
    return address.getScopeId() == 0 ? "" : "%" + address.getScopeId();
  }

  private static int group(byte[] bytes, int index) {
    return ((bytes[2 * index] & 0xff) << 8) | (bytes[2 * index + 1] & 0xff);
  }

  private record Run(int start, int length) {}

  /// The first of the longest runs of two or more zero groups; a run with start -1 if there is none.
  private static Run longestZeroRun(byte[] bytes) {
    Run best = new Run(-1, 1);
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && group(bytes, end) == 0) {
        end++;
      }
      if (end - i > best.length()) {
        best = new Run(i, end - i);
      }
      i = Math.max(i, end);
    }
    return best;
  }
}
