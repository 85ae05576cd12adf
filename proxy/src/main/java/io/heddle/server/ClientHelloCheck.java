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

/// Check of the server name in the TLS ClientHello with which a tunnel to a name may begin. Other bytes
/// pass at once, but no TLS record of another type: some servers skip one, such as a warning alert, and
/// read the ClientHello behind it. Nor does the ClientHello of SSL 2, which OpenSSL still reads. For one
/// tunnel.
final class ClientHelloCheck implements FirstBytes {
  private static final int FIRST_CAPACITY = 2048;

  /// Fatal alert access_denied (RFC 8446 §6.2): the client can say that it was deliberate.
  private static final byte[] ACCESS_DENIED = {21, 3, 3, 0, 2, 2, 49};

  private final PolicyEnforcer policy;
  private final Endpoint target;
  private Optional<Refusal> refusal = Optional.empty();

  ClientHelloCheck(PolicyEnforcer policy, Endpoint target) {
    this.policy = policy;
    this.target = target;
  }

  @Override
  public void arrived(Connection client) throws IOException {
    int first = client.reader().peek();
    refusal = first == ClientHello.HANDSHAKE ? read(client) : refusalOfOthers(client, first);
    if (refusal.isPresent()) {
      throw new DeniedBytesException(refusal.get().details());
    }
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
      Optional<ClientHello> hello = Optional.empty();
      while (hello.isEmpty()) {
        bytes = bytes.hasRemaining() ? bytes : larger(bytes);
        if (client.read(bytes) < 0) {
          return policy.refusalOfClientHello(target, "is cut short");
        }
        hello = ClientHello.parse(bytes.duplicate().flip());
      }
      return policy.refusalOfServerName(target, hello.get().serverName());
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
