package io.heddle.socks5;

import io.heddle.address.Endpoint;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// Server's reply to a [Socks5Request] (RFC 1928 §6).
///
///     +----+-----+-------+------+----------+----------+
///     |VER | REP |  RSV  | ATYP | BND.ADDR | BND.PORT |
///     +----+-----+-------+------+----------+----------+
///     | 1  |  1  | X'00' |  1   | Variable |    2     |
///     +----+-----+-------+------+----------+----------+
///
/// @param code REP, 0 to 255: 0 is success
/// @param bound BND.ADDR and BND.PORT: local address of the server's new TCP or UDP socket
public record Socks5Reply(int code, Endpoint bound) {
  /// REP X'00'.
  public static final int SUCCEEDED = 0;

  public Socks5Reply {
    if (code < 0 || code > 255) {
      throw new IllegalArgumentException("a reply code is one byte");
    }
  }

  public static Socks5Reply read(ByteReader in) throws IOException, MalformedException {
    Socks5.readVersion(in, Socks5.VERSION);
    int code = in.u8();
    in.u8();
    return new Socks5Reply(code, readBound(code, in));
  }

  /// The address of a refusal has no meaning, so a malformed one is ignored, and may end anywhere.
  private static Endpoint readBound(int code, ByteReader in)
      throws IOException, MalformedException {
    if (code == SUCCEEDED) {
      return Socks5Address.readBound(in);
    }
    try {
      return Socks5Address.read(in);
    } catch (MalformedException e) {
      return Endpoint.UNSPECIFIED;
    }
  }

  public void write(ByteWriter out) {
    out.u8(Socks5.VERSION).u8(code).u8(0);
    Socks5Address.write(bound, out);
  }
}
