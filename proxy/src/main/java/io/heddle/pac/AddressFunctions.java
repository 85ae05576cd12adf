package io.heddle.pac;

import io.heddle.address.Cidr;
import io.heddle.address.Host;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Functions of scripts about addresses.
final class AddressFunctions {
  private AddressFunctions() {}

  static String text(InetAddress address) {
    return new Host.Ip(address).toString();
  }

  /// The address that a text is, in the usual form; none if it is a name.
  static List<InetAddress> literal(String text) {
    try {
      return List.of(Host.Ip.parse(text).address());
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private static Optional<byte[]> ipv4(String text) {
    return literal(text).stream()
        .filter(Inet4Address.class::isInstance)
        .map(InetAddress::getAddress)
        .findFirst();
  }

  /// Whether an address equals `pattern` where `mask` has ones.
  static boolean isInNet(InetAddress host, String pattern, String mask) {
    Optional<byte[]> net = ipv4(pattern);
    Optional<byte[]> ones = ipv4(mask);
    return net.isPresent()
        && ones.isPresent()
        && (number(host.getAddress()) & number(ones.get()))
            == (number(net.get()) & number(ones.get()));
  }

  /// The four numbers of an IPv4 address as one number.
  static int convertAddress(String text) {
    return ipv4(text).map(AddressFunctions::number).orElse(0);
  }

  private static int number(byte[] bytes) {
    int number = 0;
    for (byte one : bytes) {
      number = number << 8 | Byte.toUnsignedInt(one);
    }
    return number;
  }

  /// Whether an address, which is no name, is in a block such as `2001:db8::/32`.
  static boolean isInNetEx(String address, String block) {
    List<InetAddress> literal = literal(address);
    try {
      return !literal.isEmpty()
          && block.indexOf('/') > 0
          && Cidr.parse(block).contains(Cidr.of(literal.getFirst()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// The addresses of a list separated by `;`, those of IPv6 first, in ascending order; `false` if one
  /// of them is no address.
  static Object sorted(String list) {
    List<InetAddress> addresses = new ArrayList<>();
    for (String part : list.split(";", -1)) {
      List<InetAddress> literal = literal(part.strip());
      if (literal.isEmpty()) {
        return false;
      }
      addresses.addAll(literal);
    }
    addresses.sort(
        Comparator.comparing((InetAddress one) -> one instanceof Inet4Address)
            .thenComparing(InetAddress::getAddress, Arrays::compareUnsigned));
    return addresses.stream().map(AddressFunctions::text).collect(Collectors.joining(";"));
  }
}
