package io.heddle.socks5;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Authentication methods offered by a client, its first message (RFC 1928 §3).
///
///     +----+----------+----------+
///     |VER | NMETHODS | METHODS  |
///     +----+----------+----------+
///     | 1  |    1     | 0 to 255 |
///     +----+----------+----------+
///
/// @param methods 0 to 255 method numbers, each 0 to 255, in the client's order. An empty list is
///     legal, but no server can accept any method of it.
public record MethodRequest(List<Integer> methods) {

  public MethodRequest {
    methods = List.copyOf(methods);
    if (methods.size() > 255 || methods.stream().anyMatch(method -> method < 0 || method > 255)) {
      throw new IllegalArgumentException("up to 255 methods of one byte");
    }
  }

  /// Whether the client offers `method`.
  public boolean offers(int method) {
    return methods.contains(method);
  }

  public static MethodRequest read(ByteReader in) throws IOException, MalformedException {
    Socks5.readVersion(in, Socks5.VERSION);
    byte[] methods = in.bytes(in.u8());
    List<Integer> numbers = new ArrayList<>(methods.length);
    for (byte method : methods) {
      numbers.add(Byte.toUnsignedInt(method));
    }
    return new MethodRequest(numbers);
  }

  public void write(ByteWriter out) {
    out.u8(Socks5.VERSION).u8(methods.size());
    methods.forEach(out::u8);
  }
}
