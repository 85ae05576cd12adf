package io.heddle.socks5;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// Server's reply to a [CredentialsRequest] (RFC 1929 §2).
///
///     +----+--------+
///     |VER | STATUS |
///     +----+--------+
///     | 1  |   1    |
///     +----+--------+
///
/// @param status 0 for success; the server closes the connection after any other status
public record CredentialsReply(int status) {
  public static final CredentialsReply SUCCESS = new CredentialsReply(0);
  public static final CredentialsReply FAILURE = new CredentialsReply(1);

  public CredentialsReply {
    if (status < 0 || status > 255) {
      throw new IllegalArgumentException("a status is one byte");
    }
  }

  /// Reads one message. Some servers send the version of SOCKS instead of the subnegotiation's;
  /// this is harmless, and accepted.
  public static CredentialsReply read(ByteReader in) throws IOException, MalformedException {
    int version = in.u8();
    if (version != Socks5.USERNAME_PASSWORD_VERSION && version != Socks5.VERSION) {
      throw new MalformedException("version " + version + " in a username/password reply");
    }
    return new CredentialsReply(in.u8());
  }

  public void write(ByteWriter out) {
    out.u8(Socks5.USERNAME_PASSWORD_VERSION).u8(status);
  }
}
