package io.heddle.socks5;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Client's user name and password (RFC 1929 §2).
///
///     +----+------+----------+------+----------+
///     |VER | ULEN |  UNAME   | PLEN |  PASSWD  |
///     +----+------+----------+------+----------+
///     | 1  |  1   | 0 to 255 |  1   | 0 to 255 |
///     +----+------+----------+------+----------+
///
/// The RFC defines no character set; clients use UTF-8. It requires at least one byte in each field,
/// but clients with an empty password violate this, so empty fields are accepted.
///
/// @param username UNAME, at most 255 bytes of UTF-8
/// @param password PASSWD, at most 255 bytes of UTF-8
public record CredentialsRequest(String username, String password) {

  public CredentialsRequest {
    if (utf8(username).length > 255 || utf8(password).length > 255) {
      throw new IllegalArgumentException("a user name or password has at most 255 bytes");
    }
    if (!isUtf8(username) || !isUtf8(password)) {
      throw new IllegalArgumentException("a user name or password has half a surrogate pair");
    }
  }

  /// Reads one message.
  ///
  /// @throws NotUtf8Exception if a field is not UTF-8; the message has been read to its end
  /// @throws MalformedException if the version is wrong
  public static CredentialsRequest read(ByteReader in) throws IOException, MalformedException {
    Socks5.readVersion(in, Socks5.USERNAME_PASSWORD_VERSION);
    byte[] username = in.bytes(in.u8());
    byte[] password = in.bytes(in.u8());
    return new CredentialsRequest(text(username), text(password));
  }

  public void write(ByteWriter out) {
    out.u8(Socks5.USERNAME_PASSWORD_VERSION);
    writeText(out, username);
    writeText(out, password);
  }

  /// Text without the password, which must not get into a log.
  @Override
  public String toString() {
    return "CredentialsRequest[username=" + username + "]";
  }

  private static String text(byte[] bytes) throws NotUtf8Exception {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new NotUtf8Exception();
    }
  }

  /// Credentials in an unknown character set, which are no user's.
  public static final class NotUtf8Exception extends MalformedException {
    private static final long serialVersionUID = 1L;

    NotUtf8Exception() {
      super("a user name or password that is not UTF-8");
    }
  }

  private static void writeText(ByteWriter out, String text) {
    byte[] bytes = utf8(text);
    out.u8(bytes.length).bytes(bytes);
  }

  private static boolean isUtf8(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
