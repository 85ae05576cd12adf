package io.heddle.socks4;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// Server's reply to a [Socks4Request].
///
///     +----+----+---------+-------+
///     | VN | CD | DSTPORT | DSTIP |
///     +----+----+---------+-------+
///     | 1  | 1  |    2    |   4   |
///     +----+----+---------+-------+
///
/// @param code CD: 90 granted, 91 rejected or failed, 92 and 93 identd failures
/// @param bound DSTIP and DSTPORT: an IPv4 address and port; clients ignore it after CONNECT
public record Socks4Reply(int code, Endpoint bound) {
  /// CD 90, request granted.
  public static final int GRANTED = 90;

  public Socks4Reply {
    if (code < 0 || code > 255) {
      throw new IllegalArgumentException("a reply code is one byte");
    }
    if (!(bound.host() instanceof Host.Ip(var address)) || address.getAddress().length != 4) {
      throw new IllegalArgumentException("a SOCKS 4 reply carries an IPv4 address");
    }
  }

  public static Socks4Reply read(ByteReader in) throws IOException, MalformedException {
    int version = in.u8();
    if (version != 0) {
      throw new MalformedException("version " + version + " where 0 must stand");
    }
    int code = in.u8();
    int port = in.u16();
    return new Socks4Reply(code, new Endpoint(Host.Ip.of(in.bytes(4)), port));
  }

  public void write(ByteWriter out) {
    out.u8(0).u8(code).u16(bound.port());
    if (bound.host() instanceof Host.Ip(var address)) {
      out.bytes(address.getAddress());
    }
  }
}
