package io.heddle.socks5;

import io.heddle.wire.ByteReader;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// Protocol constants of RFC 1928 §3 to §6 and RFC 1929 §2.
public final class Socks5 {
  /// VER, the first byte of every message of RFC 1928.
  public static final int VERSION = 5;

  /// VER, the first byte of every message of RFC 1929.
  public static final int USERNAME_PASSWORD_VERSION = 1;

  /// METHOD X'00', no authentication required.
  public static final int NO_AUTHENTICATION = 0x00;

  /// METHOD X'02', username/password (RFC 1929).
  public static final int USERNAME_PASSWORD = 0x02;

  /// METHOD X'FF', after which the client must close the connection.
  public static final int NO_ACCEPTABLE_METHODS = 0xff;

  /// CMD X'01'.
  public static final int CONNECT = 0x01;

  /// CMD X'02'.
  public static final int BIND = 0x02;

  /// CMD X'03'.
  public static final int UDP_ASSOCIATE = 0x03;

  /// CMD X'F0', extension of Tor: resolve a name.
  public static final int RESOLVE = 0xf0;

  /// CMD X'F1', extension of Tor: resolve an address to a name.
  public static final int RESOLVE_PTR = 0xf1;

  private Socks5() {}

  static void readVersion(ByteReader in, int expected) throws IOException, MalformedException {
    int version = in.u8();
    if (version != expected) {
      throw new MalformedException("version " + version + " where " + expected + " must stand");
    }
  }
}
