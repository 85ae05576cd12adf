package io.heddle.address;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Block of IP addresses with a common prefix.
///
/// Written as: `10.0.0.0/8`, `fd00::/8`; an address without a length is a block of one address.
///
///     IPv4    high: the address in the upper 32 bits, then zeros     low: 0
///     IPv6    high: bytes 0 to 7                                     low: bytes 8 to 15
///
/// @param family IP version of the addresses
/// @param high bits of the prefix, see above; bits after the prefix are zero
/// @param low bits of the prefix, see above; bits after the prefix are zero
/// @param length length of the prefix in bits, 0 to 32 (IPv4) or 0 to 128 (IPv6)
public record Cidr(AddressFamily family, long high, long low, int length) {

  public Cidr {
    if (length < 0 || length > family.bits()) {
      throw new IllegalArgumentException(
          "a prefix length is 0 to " + family.bits() + ", not " + length);
    }
    high &= mask(length);
    low &= mask(length - Long.SIZE);
  }

  /// Block of one address.
  public static Cidr of(InetAddress address) {
    byte[] bytes = Host.Ip.canonical(address).getAddress();
    ByteBuffer padded = ByteBuffer.wrap(Arrays.copyOf(bytes, 2 * Long.BYTES));
    AddressFamily family = bytes.length == 4 ? AddressFamily.IPV4 : AddressFamily.IPV6;
    return new Cidr(family, padded.getLong(), padded.getLong(), family.bits());
  }

  /// Parses the text form above. Bits after the prefix must be zero: otherwise either the address or
  /// the length is a mistake.
  ///
  /// @throws IllegalArgumentException if the text is not a block; the message says why
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    if (literal.indexOf(':') < 0 && literal.chars().filter(c -> c == '.').count() != 3) {
      // Old spellings with fewer numbers: programs read them in different ways.
      throw new IllegalArgumentException(
          QuotedText.of(literal) + " is not an address: an IPv4 address has four numbers");
    }
    Cidr address = of(Host.Ip.parse(literal).address());
    if (slash < 0) {
      return address;
    }
    String digits = text.substring(slash + 1);
    if (digits.isEmpty()
        || digits.length() > 3
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("\"" + digits + "\" is not a prefix length");
    }
    Cidr block = address.withLength(Integer.parseInt(digits));
    if (block.high != address.high || block.low != address.low) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has bits behind its prefix; its block is " + block);
    }
    return block;
  }

  /// The block with a prefix of `newLength` bits that contains this one.
  public Cidr withLength(int newLength) {
    return new Cidr(family, high, low, newLength);
  }

  /// The block of the addresses in this IPv6 block that have an address of an IPv4 block right behind
  /// its prefix, which is so long that the IPv4 address does not cross the middle of the bits.
  Cidr embedding(Cidr ipv4) {
    long prefix = ipv4.high >>> Integer.SIZE;
    return length < Long.SIZE
        ? new Cidr(family, high | prefix << (Integer.SIZE - length), 0, length + ipv4.length)
        : new Cidr(
            family,
            high,
            low | prefix << (2 * Long.SIZE - Integer.SIZE - length),
            length + ipv4.length);
  }

  /// The IPv4 address right behind a prefix of this IPv6 address, which does not cross the middle of the
  /// bits.
  Cidr embedded(int prefix) {
    long bits =
        prefix < Long.SIZE
            ? high >>> (Integer.SIZE - prefix)
            : low >>> (2 * Long.SIZE - Integer.SIZE - prefix);
    return new Cidr(AddressFamily.IPV4, bits << Integer.SIZE, 0, Integer.SIZE);
  }

  /// Whether this block contains all addresses of `other`.
  public boolean contains(Cidr other) {
    return family == other.family
        && length <= other.length
        && other.withLength(length).equals(this);
  }

  /// A mask of the upper `count` of 64 bits.
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
