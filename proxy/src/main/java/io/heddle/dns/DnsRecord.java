package io.heddle.dns;

import io.heddle.address.Host;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.util.Optional;

/// Record of an answer (RFC 1035 §4.1.3). Its time to live is not kept: the cache has one of its own.
///
///     +------+------+-------+-----+----------+----------+
///     | name | TYPE | CLASS | TTL | RDLENGTH |  RDATA   |
///     +------+------+-------+-----+----------+----------+
///     |      |  2   |   2   |  4  |    2     | RDLENGTH |
///     +------+------+-------+-----+----------+----------+
public sealed interface DnsRecord {
  /// The name that it is about, see [DnsName].
  String name();

  /// IPv4 or IPv6 address: A or AAAA.
  record AddressRecord(String name, Host.Ip address) implements DnsRecord {
    @Override
    public boolean equals(Object other) {
      return other instanceof AddressRecord that
          && name.equals(that.name)
          && address.equals(that.address);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + address.hashCode();
    }
  }

  /// Alias: the records of `target` are those of the name, too. CNAME.
  record AliasRecord(String name, String target) implements DnsRecord {
    @Override
    public boolean equals(Object other) {
      return other instanceof AliasRecord that
          && name.equals(that.name)
          && target.equals(that.target);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + target.hashCode();
    }
  }

  /// Type of an alias.
  int CNAME = 5;

  /// Reads a record; empty for one of another type or class.
  static Optional<DnsRecord> read(DnsInput in) throws MalformedException {
    String name = DnsName.read(in);
    int type = in.u16();
    boolean isInternet = in.u16() == DnsQuestion.INTERNET;
    in.skip(4);
    int length = in.u16();
    if (isInternet && (type == DnsQuestion.A || type == DnsQuestion.AAAA)) {
      requireLength(length, type == DnsQuestion.A ? 4 : 16);
      return Optional.of(new AddressRecord(name, Host.Ip.of(in.bytes(length))));
    }
    if (isInternet && type == CNAME) {
      int start = in.position();
      String target = DnsName.read(in);
      requireLength(length, in.position() - start);
      return Optional.of(new AliasRecord(name, target));
    }
    in.skip(length);
    return Optional.empty();
  }

  private static void requireLength(int length, int expected) throws MalformedException {
    if (length != expected) {
      throw new MalformedException("a record of another length than its type has");
    }
  }

  /// Writes the record, with no time to live.
  default void write(ByteWriter out) {
    ByteWriter data = new ByteWriter(16);
    int type = CNAME;
    if (this instanceof AddressRecord(var _, var ip)) {
      data.bytes(ip.address().getAddress());
      type = data.size() == 4 ? DnsQuestion.A : DnsQuestion.AAAA;
    } else if (this instanceof AliasRecord(var _, var target)) {
      DnsName.write(target, data);
    }
    DnsName.write(name(), out);
    out.u16(type).u16(DnsQuestion.INTERNET).u32(0).u16(data.size()).bytes(data.toBuffer());
  }
}
