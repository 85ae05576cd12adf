package io.heddle.dns;

import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;

/// Question for the records of one type of a name (RFC 1035 §4.1.2).
///
///     +------+-------+-------+
///     | name | TYPE  | CLASS |
///     +------+-------+-------+
///     |      |   2   |   2   |
///     +------+-------+-------+
///
/// @param name see [DnsName]
/// @param type A, AAAA, or any other number
public record DnsQuestion(String name, int type) {
  /// Type of IPv4 addresses.
  public static final int A = 1;

  /// Type of IPv6 addresses (RFC 3596 §2.1).
  public static final int AAAA = 28;

  /// Class of the Internet.
  static final int INTERNET = 1;

  static DnsQuestion read(DnsInput in) throws MalformedException {
    DnsQuestion question = new DnsQuestion(DnsName.read(in), in.u16());
    if (in.u16() != INTERNET) {
      throw new MalformedException("a question of another class");
    }
    return question;
  }

  void write(ByteWriter out) {
    DnsName.write(name, out);
    out.u16(type).u16(INTERNET);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DnsQuestion that && type == that.type && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + type;
  }
}
