package io.heddle.socks5;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Codec of the address at the end of requests, replies and UDP headers (RFC 1928 §5).
///
///     +------+----------+------+     ATYP 1: 4 bytes, IPv4
///     | ATYP |   ADDR   | PORT |     ATYP 3: a length of one byte, then the name
///     +------+----------+------+     ATYP 4: 16 bytes, IPv6
///     |  1   | Variable |  2   |
///     +------+----------+------+
///
/// A name that is an IP literal is read as the address, and an internationalised name in UTF-8 as
/// its ASCII form.
final class Socks5Address {
  private static final int IPV4 = 1;
  private static final int DOMAIN_NAME = 3;
  private static final int IPV6 = 4;

  private Socks5Address() {}

  /// Parser of a name.
  @FunctionalInterface
  private interface NameParser {
    Host parse(String name) throws MalformedException;
  }

  static Endpoint read(ByteReader in) throws IOException, MalformedException {
    return read(in.u8(), Socks5Address::parse, in);
  }

  /// Reads the address in a reply, which has little meaning. Some servers send an empty name, or one
  /// that is no name: the host is unspecified then. Others send ATYP 0, and zeros as for IPv4.
  static Endpoint readBound(ByteReader in) throws IOException, MalformedException {
    int type = in.u8();
    return read(type == 0 ? IPV4 : type, Socks5Address::parseOrUnspecified, in);
  }

  private static Endpoint read(int type, NameParser names, ByteReader in)
      throws IOException, MalformedException {
    return switch (type) {
      case IPV4 -> new Endpoint(Host.Ip.of(in.bytes(4)), in.u16());
      case IPV6 -> new Endpoint(Host.Ip.of(in.bytes(16)), in.u16());
      case DOMAIN_NAME -> {
        String name = new String(in.bytes(in.u8()), StandardCharsets.UTF_8);
        int port = in.u16();
        yield new Endpoint(names.parse(name), port);
      }
      default -> throw new UnknownAddressTypeException(type);
    };
  }

  private static Host parseOrUnspecified(String name) {
    try {
      return parse(name);
    } catch (MalformedException e) {
      return Endpoint.UNSPECIFIED.host();
    }
  }

  private static Host parse(String name) throws MalformedException {
    try {
      return Host.parseAnyName(name);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }

  static void write(Endpoint endpoint, ByteWriter out) {
    if (endpoint.host() instanceof Host.Ip(var address)) {
      byte[] bytes = address.getAddress();
      out.u8(bytes.length == 4 ? IPV4 : IPV6).bytes(bytes);
    } else {
      String name = endpoint.host().toString();
      out.u8(DOMAIN_NAME).u8(name.length()).latin1(name);
    }
    out.u16(endpoint.port());
  }
}
