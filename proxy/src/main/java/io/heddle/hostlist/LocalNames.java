package io.heddle.hostlist;

import io.heddle.address.Cidr;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Names in a hosts file that are about the machine itself. A list made from such a file has them by
/// accident, and a rule on the list must not match them.
final class LocalNames {
  private static final int LONGEST = "localhost6.localdomain6".length();
  private static final Set<String> NAMES =
      Set.of(
          "localhost",
          "localhost.localdomain",
          "localhost4",
          "localhost4.localdomain4",
          "localhost6",
          "localhost6.localdomain6",
          "local",
          "broadcasthost",
          "ip6-localhost",
          "ip6-loopback",
          "ip6-localnet",
          "ip6-mcastprefix",
          "ip6-allnodes",
          "ip6-allrouters",
          "ip6-allhosts");
  private static final Set<Cidr> SINKHOLES =
      Set.of(Cidr.parse("0.0.0.0"), Cidr.parse("::"), Cidr.parse("127.0.0.1"), Cidr.parse("::1"));

  private LocalNames() {}

  /// Whether a word is one of the usual names.
  static boolean contains(byte[] bytes, int from, int end) {
    return end - from <= LONGEST
        && "lbiLBI".indexOf(bytes[from]) >= 0
        && NAMES.contains(lowerCase(bytes, from, end));
  }

  /// Whether a word in a line of a hosts file is a name of the machine: one without a dot, or below
  /// `localhost` or `localdomain`.
  static boolean isLocal(byte[] bytes, int from, int end) {
    int nameEnd = bytes[end - 1] == '.' ? end - 1 : end;
    int label = nameEnd;
    while (label > from && bytes[label - 1] != '.') {
      label--;
    }
    return label == from || isLocalDomain(bytes, label, nameEnd);
  }

  private static boolean isLocalDomain(byte[] bytes, int from, int end) {
    if (end - from > LONGEST || from == end || (bytes[from] | 0x20) != 'l') {
      return false;
    }
    String last = lowerCase(bytes, from, end);
    return last.equals("localhost") || last.startsWith("localdomain");
  }

  private static String lowerCase(byte[] bytes, int from, int end) {
    return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1)
        .toLowerCase(Locale.ROOT);
  }

  /// Whether a hosts file sends names to this address in order to block them.
  static boolean isSinkhole(byte[] bytes, int from, int end) {
    if (ListBytes.equal(bytes, from, end, "0.0.0.0")
        || ListBytes.equal(bytes, from, end, "127.0.0.1")
        || ListBytes.equal(bytes, from, end, "0")) {
      return true;
    }
    String text = ListBytes.text(bytes, from, end);
    // The zone of another machine, as in fe80::1%lo0, may be unknown here.
    return text.indexOf('%') < 0 && SINKHOLES.contains(Cidr.parse(text));
  }
}
