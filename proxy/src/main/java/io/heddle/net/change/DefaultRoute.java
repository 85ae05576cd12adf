package io.heddle.net.change;

import io.heddle.address.Host;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/// Default route for IPv4 in the table that Linux shows as `/proc/net/route`. Addresses are 32 bits in
/// hexadecimal digits, in the byte order of the machine.
///
///     Iface  Destination  Gateway   Flags  RefCnt  Use  Metric  Mask      MTU  Window  IRTT
///     eth0   00000000     0101A8C0  0003   0       0    100     00000000  0    0       0
final class DefaultRoute {
  private static final String ANY = "00000000";
  private static final int DESTINATION = 1;
  private static final int GATEWAY = 2;
  private static final int METRIC = 6;
  private static final int MASK = 7;

  private DefaultRoute() {}

  /// The router of the default route with the lowest metric; none if there is no route, or it needs no
  /// router, or the system has no such table.
  static Optional<String> router(String table) {
    Optional<String> best = Optional.empty();
    long lowest = Long.MAX_VALUE;
    for (String line : table.lines().skip(1).toList()) {
      List<String> cells = cells(line);
      if (cells.size() > MASK
          && cells.get(DESTINATION).equals(ANY)
          && cells.get(MASK).equals(ANY)) {
        long metric = Long.parseLong(cells.get(METRIC));
        if (metric < lowest) {
          lowest = metric;
          best = Optional.of(cells.get(GATEWAY)).filter(gateway -> !gateway.equals(ANY));
        }
      }
    }
    return best.map(DefaultRoute::address);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringTokenizer words = new StringTokenizer(line);
    while (words.hasMoreTokens()) {
      cells.add(words.nextToken());
    }
    return cells;
  }

  /// The address of a number that has its bytes in the order of memory.
  private static String address(String digits) {
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.nativeOrder())
            .putInt(Integer.parseUnsignedInt(digits, 16))
            .array();
    return Host.Ip.of(bytes).toString();
  }
}
