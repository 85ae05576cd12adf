package io.heddle.route;

import io.heddle.address.AddressFamily;
import io.heddle.address.Cidr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Prefix lengths of the address blocks in the rules. A lookup needs one key for each of them.
record PrefixLengths(List<Integer> ipv4, List<Integer> ipv6) {

  static PrefixLengths of(Collection<Cidr> blocks) {
    return new PrefixLengths(
        lengths(blocks, AddressFamily.IPV4), lengths(blocks, AddressFamily.IPV6));
  }

  private static List<Integer> lengths(Collection<Cidr> blocks, AddressFamily family) {
    return blocks.stream()
        .filter(block -> block.family() == family)
        .map(Cidr::length)
        .distinct()
        .sorted()
        .toList();
  }

  /// Blocks with these prefix lengths that contain one of the addresses.
  List<Cidr> blocksContaining(List<Cidr> addresses) {
    List<Cidr> blocks = new ArrayList<>();
    for (Cidr address : addresses) {
      for (int length : address.family() == AddressFamily.IPV4 ? ipv4 : ipv6) {
        blocks.add(address.withLength(length));
      }
    }
    return blocks;
  }
}
