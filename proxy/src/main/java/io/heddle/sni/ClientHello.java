package io.heddle.sni;

import io.heddle.wire.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// ClientHello of TLS, reduced to what its check needs.
///
///     Record (RFC 8446 §5.1), one or several:
///       type = 22     1
///       version       2   any
///       length        2   1 to 16384
///       fragment          of the handshake message
///
///     Handshake (§4):
///       msg_type = 1  1   client_hello
///       length        3
///
///     ClientHello (§4.1.2):
///       version       2
///       random       32
///       session_id    1 + 0 to 32
///       cipher_suites 2 + 2 to 65534
///       compression   1 + 1 to 255
///       extensions    2 + 0 to 65535, may be missing
///
///     Extension (§4.2):
///       type          2   0: server_name, 42: early_data
///       length        2
///
///     server_name (RFC 6066 §3):
///       list length   2
///       name_type = 0 1   host_name, at most once
///       name length   2   1 to 65535
///
/// @param serverName the host name in ASCII as it was sent; empty if there is none
/// @param earlyData whether encrypted data may follow before the server answers (RFC 8446 §4.2.10)
/// @param size bytes of its records
public record ClientHello(Optional<String> serverName, boolean earlyData, int size) {
  /// First byte of a record with a handshake message.
  public static final int HANDSHAKE = 22;

  /// First byte of a record with encrypted data.
  public static final int APPLICATION_DATA = 23;

  /// First byte of the version in a record, in all versions of TLS.
  public static final int MAJOR_VERSION = 3;

  /// The types of records: from change_cipher_spec (20), by alert, handshake and application_data, to
  /// heartbeat (24), see RFC 8446 §5.1 and RFC 6520 §3.
  private static final int FIRST_TYPE = 20;

  private static final int LAST_TYPE = 24;

  /// Longest message that is read. With post-quantum key shares, messages of browsers have 2 KiB.
  public static final int MAX_MESSAGE = 16 * 1024;

  /// Most records that a message is split into. Programs that split it at all use two or three.
  static final int MAX_RECORDS = 64;

  /// Most bytes that [#parse] may want.
  public static final int MAX_BYTES = 4 + MAX_MESSAGE + MAX_RECORDS * 5;

  /// Type of the handshake message.
  public static final int CLIENT_HELLO = 1;

  private static final int SERVER_NAME = 0;
  private static final int EARLY_DATA = 42;
  private static final int HOST_NAME = 0;

  /// Bytes before the fragment of a record.
  public static final int RECORD_HEADER = 5;

  private static final int MAX_FRAGMENT = 16 * 1024;

  /// Whether a byte is the type of a TLS record.
  ///
  /// @param first 0 to 255, or -1 at the end of a stream
  public static boolean isRecordType(int first) {
    return first >= FIRST_TYPE && first <= LAST_TYPE;
  }

  /// Parses the first bytes of a stream.
  ///
  /// @param bytes from its position on; not moved
  /// @return empty if the message is not complete
  /// @throws MalformedException if the stream does not begin with a ClientHello, or with one that is
  ///     too long
  public static Optional<ClientHello> parse(ByteBuffer bytes) throws MalformedException {
    ByteBuffer records = bytes.duplicate();
    ByteBuffer message = ByteBuffer.allocate(Math.min(records.remaining(), 4 + MAX_MESSAGE));
    int length = 4;
    for (int count = 0; message.position() < length; count++) {
      check(count < MAX_RECORDS, "more than " + MAX_RECORDS + " records");
      if (!addFragment(records, message)) {
        return Optional.empty();
      }
      if (message.position() >= 4) {
        length = 4 + messageLength(message);
      }
    }
    check(message.position() == length, "bytes behind it in its record");
    int size = records.position() - bytes.position();
    return Optional.of(read(message.flip().position(4), size));
  }

  /// Moves the fragment of the next record to the message, if the record has come completely.
  private static boolean addFragment(ByteBuffer records, ByteBuffer message)
      throws MalformedException {
    check(!records.hasRemaining() || records.get(records.position()) == HANDSHAKE, "no handshake");
    if (records.remaining() < RECORD_HEADER) {
      return false;
    }
    int fragment = Short.toUnsignedInt(records.getShort(records.position() + 3));
    check(fragment > 0 && fragment <= MAX_FRAGMENT, "a record of " + fragment + " bytes");
    if (records.remaining() < RECORD_HEADER + fragment) {
      return false;
    }
    records.position(records.position() + RECORD_HEADER);
    ByteBuffer content = records.slice(records.position(), fragment);
    records.position(records.position() + fragment);
    check(content.remaining() <= message.remaining(), "a message of more than " + MAX_MESSAGE);
    message.put(content);
    return true;
  }

  private static int messageLength(ByteBuffer message) throws MalformedException {
    int header = message.getInt(0);
    check(header >>> 24 == CLIENT_HELLO, "handshake message " + (header >>> 24));
    int length = header & 0xffffff;
    check(length <= MAX_MESSAGE, "a message of " + length + " bytes");
    return length;
  }

  private static ClientHello read(ByteBuffer hello, int size) throws MalformedException {
    skip(hello, 2 + 32);
    skip(hello, u8(hello));
    skip(hello, u16(hello));
    skip(hello, u8(hello));
    Optional<String> name = Optional.empty();
    boolean earlyData = false;
    ByteBuffer extensions = hello.hasRemaining() ? take(hello, u16(hello)) : hello;
    check(!hello.hasRemaining(), "bytes behind the extensions");
    boolean found = false;
    while (extensions.hasRemaining()) {
      int type = u16(extensions);
      ByteBuffer content = take(extensions, u16(extensions));
      if (type == SERVER_NAME) {
        check(!found, "two lists of server names");
        found = true;
        name = hostName(content);
      }
      earlyData |= type == EARLY_DATA;
    }
    return new ClientHello(name, earlyData, size);
  }

  private static Optional<String> hostName(ByteBuffer extension) throws MalformedException {
    ByteBuffer list = take(extension, u16(extension));
    check(!extension.hasRemaining(), "bytes behind the server names");
    Optional<String> name = Optional.empty();
    while (list.hasRemaining()) {
      int type = u8(list);
      ByteBuffer text = take(list, u16(list));
      if (type == HOST_NAME) {
        check(name.isEmpty(), "two host names");
        check(text.hasRemaining(), "an empty host name");
        name = Optional.of(StandardCharsets.ISO_8859_1.decode(text).toString());
      }
    }
    return name;
  }

  private static int u8(ByteBuffer from) throws MalformedException {
    return take(from, 1).get() & 0xff;
  }

  private static int u16(ByteBuffer from) throws MalformedException {
    return Short.toUnsignedInt(take(from, 2).getShort());
  }

  private static void skip(ByteBuffer from, int count) throws MalformedException {
    var _ = take(from, count);
  }

  private static ByteBuffer take(ByteBuffer from, int count) throws MalformedException {
    check(count <= from.remaining(), "a field is longer than what it is in");
    ByteBuffer taken = from.slice(from.position(), count);
    from.position(from.position() + count);
    return taken;
  }

  private static void check(boolean holds, String what) throws MalformedException {
    if (!holds) {
      throw new MalformedException("TLS ClientHello: " + what);
    }
  }
}
