package io.heddle.socks4;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Request of a SOCKS 4 or 4A client.
///
///     +----+----+----------+--------+----------+------+----------+------+
///     | VN | CD | DSTPORT  | DSTIP  |  USERID  | NULL | HOSTNAME | NULL |
///     +----+----+----------+--------+----------+------+----------+------+
///     | 1  | 1  |    2     |   4    | Variable |  1   | Variable |  1   |
///     +----+----+----------+--------+----------+------+----------+------+
///
/// HOSTNAME is present only if DSTIP is 0.0.0.x with x not 0 (4A).
///
/// @param command CD, 0 to 255
/// @param destination IPv4 address or, in 4A, a name. An address that does not fit into DSTIP is
///     written as a literal in HOSTNAME.
/// @param userId USERID in ISO 8859-1, at most 512 bytes, without NUL
public record Socks4Request(int command, Endpoint destination, String userId) {
  /// VN, the first byte of a request.
  public static final int VERSION = 4;

  /// CD 1.
  public static final int CONNECT = 1;

  /// CD 2.
  public static final int BIND = 2;

  private static final int MAX_USER_ID = 512;
  private static final int MAX_NAME = 255;

  public Socks4Request {
    if (command < 0 || command > 255) {
      throw new IllegalArgumentException("a command is one byte");
    }
    if (userId.length() > MAX_USER_ID || userId.chars().anyMatch(c -> c == 0 || c > 255)) {
      throw new IllegalArgumentException("a user id has at most 512 bytes and no NUL");
    }
  }

  public static Socks4Request read(ByteReader in) throws IOException, MalformedException {
    int version = in.u8();
    if (version != VERSION) {
      throw new MalformedException("version " + version + " where 4 must stand");
    }
    int command = in.u8();
    int port = in.u16();
    byte[] ip = in.bytes(4);
    String userId = readField(in, MAX_USER_ID);
    Host host = isSocks4a(ip) ? parse(readField(in, MAX_NAME)) : Host.Ip.of(ip);
    return new Socks4Request(command, new Endpoint(host, port), userId);
  }

  public void write(ByteWriter out) {
    out.u8(VERSION).u8(command).u16(destination.port());
    Host host = destination.host();
    if (host instanceof Host.Ip(var address) && fitsDstIp(address.getAddress())) {
      out.bytes(address.getAddress()).latin1(userId).u8(0);
    } else {
      out.bytes(new byte[] {0, 0, 0, 1}).latin1(userId).u8(0).latin1(host.toString()).u8(0);
    }
  }

  /// Whether DSTIP can hold the address without the meaning that 4A gives to 0.0.0.x.
  private static boolean fitsDstIp(byte[] ip) {
    return ip.length == 4 && !isSocks4a(ip);
  }

  private static boolean isSocks4a(byte[] ip) {
    return ip[0] == 0 && ip[1] == 0 && ip[2] == 0 && ip[3] != 0;
  }

  private static String readField(ByteReader in, int max) throws IOException, MalformedException {
    return new String(in.until((byte) 0, max), StandardCharsets.ISO_8859_1);
  }

  private static Host parse(String latin1) throws MalformedException {
    try {
      return Host.parseAnyName(new String(latin1(latin1), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
