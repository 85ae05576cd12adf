package io.heddle.socks5;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// Server's choice among the offered authentication methods (RFC 1928 §3).
///
///     +----+--------+
///     |VER | METHOD |
///     +----+--------+
///     | 1  |   1    |
///     +----+--------+
///
/// @param method 0 to 255; after [Socks5#NO_ACCEPTABLE_METHODS] the client closes the connection
public record MethodReply(int method) {

  public MethodReply {
    if (method < 0 || method > 255) {
      throw new IllegalArgumentException("a method is one byte");
    }
  }

  public static MethodReply read(ByteReader in) throws IOException, MalformedException {
    Socks5.readVersion(in, Socks5.VERSION);
    return new MethodReply(in.u8());
  }

  public void write(ByteWriter out) {
    out.u8(Socks5.VERSION).u8(method);
  }
}
