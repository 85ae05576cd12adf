package io.heddle.address;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// A block of IP addresses that begin with the same bits.
///
/// Text: `10.0.0.0/8`, `fd00::/8`, or an address alone for just that one.
///
///     IPv4    high: the address in the upper 32 bits, then zeros     low: 0
///     IPv6    high: bytes 0 to 7                                     low: bytes 8 to 15
///
/// @param family which addresses it speaks of
/// @param high the first bits; those beyond `length` are zero
/// @param length how many bits are the same, 0 to 32 or 128
public record Cidr(AddressFamily family, long high, long low, int length) {

  public Cidr {
    if (length < 0 || length > family.bits()) {
      throw new IllegalArgumentException(
          "a prefix length is 0 to " + family.bits() + ", not " + length);
    }
    high &= mask(length);
    low &= mask(length - Long.SIZE);
  }

  /// The block of that one address.
  public static Cidr of(InetAddress address) {
    byte[] bytes = address.getAddress();
    ByteBuffer padded = ByteBuffer.wrap(Arrays.copyOf(bytes, 2 * Long.BYTES));
    AddressFamily family = bytes.length == 4 ? AddressFamily.IPV4 : AddressFamily.IPV6;
    return new Cidr(family, padded.getLong(), padded.getLong(), family.bits());
  }

  /// Reads the text above. Bits beyond the length must be zero: else one of the two is a slip.
  ///
  /// @throws IllegalArgumentException saying what is wrong with the text
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    Cidr address = of(Host.Ip.parse(slash < 0 ? text : text.substring(0, slash)).address());
    if (slash < 0) {
      return address;
    }
    String digits = text.substring(slash + 1);
    if (!digits.matches("[0-9]{1,3}")) {
      throw new IllegalArgumentException("\"" + digits + "\" is not a prefix length");
    }
    Cidr block = address.withLength(Integer.parseInt(digits));
    if (block.high != address.high || block.low != address.low) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has bits behind its prefix; its block is " + block);
    }
    return block;
  }

  /// The block of `newLength` that this one lies in.
  public Cidr withLength(int newLength) {
    return new Cidr(family, high, low, newLength);
  }

  /// Whether all of `other` lies in this block.
  public boolean contains(Cidr other) {
    return family == other.family
        && length <= other.length
        && other.withLength(length).equals(this);
  }

  /// The upper bits of 64.
  private static long mask(int count) {
    return count <= 0 ? 0 : -1L << Math.max(0, Long.SIZE - count);
  }

  private Host.Ip first() {
    byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
    return Host.Ip.of(Arrays.copyOf(bytes, family.bits() / Byte.SIZE));
  }

  // Written out: the generated ones make the JVM spin classes during the start, which takes time.
  @Override
  public boolean equals(Object object) {
    return object instanceof Cidr other
        && family == other.family
        && high == other.high
        && low == other.low
        && length == other.length;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(high) + Long.hashCode(low)) + length;
  }

  @Override
  public String toString() {
    return length == family.bits() ? first().toString() : first() + "/" + length;
  }
}
