package io.heddle.socks5;

import io.heddle.address.Endpoint;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// Client's request (RFC 1928 §4).
///
///     +----+-----+-------+------+----------+----------+
///     |VER | CMD |  RSV  | ATYP | DST.ADDR | DST.PORT |
///     +----+-----+-------+------+----------+----------+
///     | 1  |  1  | X'00' |  1   | Variable |    2     |
///     +----+-----+-------+------+----------+----------+
///
/// @param command CMD, 0 to 255; [Socks5] has the known ones
/// @param destination DST.ADDR and DST.PORT
public record Socks5Request(int command, Endpoint destination) {

  public Socks5Request {
    if (command < 0 || command > 255) {
      throw new IllegalArgumentException("a command is one byte");
    }
  }

  /// Reads one message. The value of RSV is ignored.
  ///
  /// @throws UnknownAddressTypeException for an ATYP that is not 1, 3 or 4
  public static Socks5Request read(ByteReader in) throws IOException, MalformedException {
    Socks5.readVersion(in, Socks5.VERSION);
    int command = in.u8();
    in.u8();
    return new Socks5Request(command, Socks5Address.read(in));
  }

  public void write(ByteWriter out) {
    out.u8(Socks5.VERSION).u8(command).u8(0);
    Socks5Address.write(destination, out);
  }
}
