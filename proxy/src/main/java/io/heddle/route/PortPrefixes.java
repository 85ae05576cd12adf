package io.heddle.route;

import io.heddle.address.PortRange;
import java.util.ArrayList;
import java.util.List;

/// Blocks of ports with the same upper bits, numbered as the nodes of a binary tree over all 65536
/// ports.
///
///     1                        all ports
///     2, 3                     0-32767, 32768-65535
///     …
///     65536 + p                port p alone
///
/// A range is a union of at most 30 blocks, and a port is in 17 blocks.
final class PortPrefixes {
  private static final int PORTS = 65536;

  private PortPrefixes() {}

  /// The smallest set of blocks whose union is `range`.
  static List<Integer> covering(PortRange range) {
    List<Integer> blocks = new ArrayList<>();
    int first = PORTS + range.first();
    int end = PORTS + range.last() + 1;
    while (first < end) {
      if (first % 2 == 1) {
        blocks.add(first++);
      }
      if (end % 2 == 1) {
        blocks.add(--end);
      }
      first /= 2;
      end /= 2;
    }
    return blocks;
  }

  /// All blocks that contain `port`.
  static List<Integer> containing(int port) {
    List<Integer> blocks = new ArrayList<>(17);
    for (int block = PORTS + port; block > 0; block /= 2) {
      blocks.add(block);
    }
    return blocks;
  }
}
