package io.heddle.net.udp;

import static io.heddle.foreign.Linux.AF_INET;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.heddle.address.Host;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// Decoder of the source addresses of received datagrams, from sockaddr_in or sockaddr_in6. An address
/// that is equal to the one before, as most are, takes a comparison and no memory.
final class SourceAddressDecoder {
  // Family, port, and the IPv4 address or the flow; the IPv6 address; its scope.
  private long first;
  private long high;
  private long low;
  private int scope;
  private Optional<InetSocketAddress> address = Optional.empty();

  /// The address at an offset in `memory`.
  InetSocketAddress decode(MemorySegment memory, long at) {
    if (address.isEmpty() || !isLast(memory, at)) {
      first = memory.get(JAVA_LONG, at);
      high = memory.get(JAVA_LONG, at + 8);
      low = memory.get(JAVA_LONG, at + 16);
      scope = memory.get(JAVA_INT, at + 24);
      address = Optional.of(newAddress(memory, at));
    }
    return address.get();
  }

  private boolean isLast(MemorySegment memory, long at) {
    return memory.get(JAVA_LONG, at) == first
        && (memory.get(JAVA_SHORT, at) == AF_INET || isLastIpv6(memory, at));
  }

  private boolean isLastIpv6(MemorySegment memory, long at) {
    return memory.get(JAVA_LONG, at + 8) == high
        && memory.get(JAVA_LONG, at + 16) == low
        && memory.get(JAVA_INT, at + 24) == scope;
  }

  private static InetSocketAddress newAddress(MemorySegment memory, long at) {
    int port = Short.toUnsignedInt(Short.reverseBytes(memory.get(JAVA_SHORT, at + 2)));
    try {
      if (memory.get(JAVA_SHORT, at) == AF_INET) {
        return new InetSocketAddress(InetAddress.getByAddress(bytes(memory, at + 4, 4)), port);
      }
      byte[] ip = bytes(memory, at + 8, 16);
      int scope = memory.get(JAVA_INT, at + 24);
      // An IPv4 address is mapped in this form.
      InetAddress address =
          scope == 0 ? InetAddress.getByAddress(ip) : Inet6Address.getByAddress(null, ip, scope);
      return new InetSocketAddress(Host.Ip.canonical(address), port);
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of 4 or 16 bytes", e);
    }
  }

  private static byte[] bytes(MemorySegment memory, long at, int count) {
    return memory.asSlice(at, count).toArray(JAVA_BYTE);
  }
}
