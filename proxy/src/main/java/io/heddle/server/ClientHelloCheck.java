package io.heddle.server;

import io.heddle.address.Endpoint;
import io.heddle.net.Connection;
import io.heddle.net.LingeringClose;
import io.heddle.policy.PolicyEnforcer;
import io.heddle.relay.FirstBytes;
import io.heddle.request.Refusal;
import io.heddle.sni.ClientHello;
import io.heddle.sni.Ssl2ClientHello;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/// Check of the server name in the TLS ClientHello with which a tunnel to a name may begin. Other bytes
/// pass at once, but no TLS record of another type: some servers skip one, such as a warning alert, and
/// read the ClientHello behind it. Nor does the ClientHello of SSL 2, which OpenSSL still reads. For one
/// tunnel.
///
/// The server may ask for a second ClientHello by a HelloRetryRequest (RFC 8446 §4.1.4), and some take the
/// name from that one. So what follows the first is looked at, record by record, until none can come.
final class ClientHelloCheck implements FirstBytes {
  private static final int FIRST_CAPACITY = 2048;

  /// Most early data that a server is taken to skip. OpenSSL's default is 16 KiB.
  private static final long MAX_EARLY_DATA = 1 << 20;

  /// Fatal alert access_denied (RFC 8446 §6.2): the client can say that it was deliberate.
  private static final byte[] ACCESS_DENIED = {21, 3, 3, 0, 2, 2, 49};

  private final PolicyEnforcer policy;
  private final Endpoint target;
  private Optional<Refusal> refusal = Optional.empty();
  private Optional<ClientHello> hello = Optional.empty();
  private long earlyData;

  ClientHelloCheck(PolicyEnforcer policy, Endpoint target) {
    this.policy = policy;
    this.target = target;
  }

  @Override
  public long arrived(Connection client) throws IOException {
    int first = client.reader().peek();
    boolean second = hello.isPresent();
    if (second) {
      OptionalLong other = sizeOfOther(client, first);
      if (other.isPresent()) {
        return other.getAsLong();
      }
    }
    boolean isHello = second || first == ClientHello.HANDSHAKE;
    refusal = isHello ? read(client) : refusalOfOthers(client, first);
    if (refusal.isPresent()) {
      throw new DeniedBytesException(refusal.get().details());
    }
    return isHello && !second ? hello.orElseThrow().size() : 0;
  }

  /// The size of a record behind the first ClientHello that is no other ClientHello; 0 if none can come
  /// after it, empty if it is one.
  private OptionalLong sizeOfOther(Connection client, int first) throws IOException {
    if (!ClientHello.isRecordType(first)) {
      return OptionalLong.of(0);
    }
    ByteBuffer start = peek(client, ClientHello.RECORD_HEADER + 1);
    if (start.remaining() <= ClientHello.RECORD_HEADER) {
      return OptionalLong.of(0);
    }
    int length = Short.toUnsignedInt(start.getShort(ClientHello.RECORD_HEADER - 2));
    if (first == ClientHello.HANDSHAKE) {
      boolean isHello = start.get(ClientHello.RECORD_HEADER) == ClientHello.CLIENT_HELLO;
      return isHello || length == 0 ? OptionalLong.empty() : OptionalLong.of(0);
    }
    int size = ClientHello.RECORD_HEADER + length;
    if (first != ClientHello.APPLICATION_DATA) {
      return OptionalLong.of(size);
    }
    earlyData += size;
    boolean mayBeEarly = hello.orElseThrow().earlyData() && earlyData <= MAX_EARLY_DATA;
    return OptionalLong.of(mayBeEarly ? size : 0);
  }

  private Optional<Refusal> refusalOfOthers(Connection client, int first) throws IOException {
    if (ClientHello.isRecordType(first)) {
      // The second byte tells a TLS record from other protocols.
      ByteBuffer bytes = peek(client, 2);
      return bytes.remaining() == 2 && bytes.get(1) == ClientHello.MAJOR_VERSION
          ? policy.refusalOfClientHello(target, "comes behind a TLS record of another type")
          : Optional.empty();
    }
    return Ssl2ClientHello.isFirst(first) && isSsl2(client)
        ? policy.refusalOfClientHello(target, "is one of SSL 2, which names no server")
        : Optional.empty();
  }

  /// Reads no more bytes than are needed to know.
  private static boolean isSsl2(Connection client) throws IOException {
    return Ssl2ClientHello.hasType(peek(client, Ssl2ClientHello.TYPE_END))
        && Ssl2ClientHello.isHeader(peek(client, Ssl2ClientHello.HEADER));
  }

  /// Reads that many bytes, or fewer before the end, and gives them back.
  private static ByteBuffer peek(Connection client, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    try {
      while (bytes.hasRemaining() && client.read(bytes) >= 0) {
        // The rest is still to come.
      }
    } finally {
      client.reader().unread(bytes.duplicate().flip());
    }
    return bytes.flip();
  }

  /// Reads the message, and gives its bytes back.
  private Optional<Refusal> read(Connection client) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(FIRST_CAPACITY);
    try {
      Optional<ClientHello> found = Optional.empty();
      while (found.isEmpty()) {
        bytes = bytes.hasRemaining() ? bytes : larger(bytes);
        if (client.read(bytes) < 0) {
          return policy.refusalOfClientHello(target, "is cut short");
        }
        found = ClientHello.parse(bytes.duplicate().flip());
      }
      hello = found;
      return policy.refusalOfServerName(target, found.get().serverName());
    } catch (MalformedException e) {
      return policy.refusalOfClientHello(target, "is not valid: " + e.getMessage());
    } finally {
      client.reader().unread(bytes.flip());
    }
  }

  private static ByteBuffer larger(ByteBuffer full) throws MalformedException {
    if (full.capacity() >= ClientHello.MAX_BYTES) {
      throw new MalformedException("more than " + ClientHello.MAX_BYTES + " bytes");
    }
    int capacity = Math.min(ClientHello.MAX_BYTES, 3 * full.capacity());
    return ByteBuffer.allocate(capacity).put(full.flip());
  }

  /// The refusal, after [#arrived] has denied the bytes.
  Refusal refusal() {
    return refusal.orElseThrow();
  }

  /// Sends the alert and ends the stream to the client, to which nothing else has been sent.
  static void alert(Connection client) {
    try {
      client.write(ByteBuffer.wrap(ACCESS_DENIED));
    } catch (IOException e) {
      return;
    }
    LingeringClose.await(client);
  }
}
