package io.heddle.server;

import io.heddle.address.Endpoint;
import io.heddle.net.Connection;
import io.heddle.net.LingeringClose;
import io.heddle.policy.PolicyEnforcer;
import io.heddle.relay.FirstBytes;
import io.heddle.request.Refusal;
import io.heddle.sni.ClientHello;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Check of the server name in the TLS ClientHello with which a tunnel to a name may begin. Other bytes
/// pass at once, but no TLS record of another type: some servers skip one, such as a warning alert, and
/// read the ClientHello behind it. For one tunnel.
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
    if (!ClientHello.isRecordType(first)) {
      return;
    }
    refusal = first == ClientHello.HANDSHAKE ? read(client) : refusalOfRecord(client);
    if (refusal.isPresent()) {
      throw new DeniedBytesException(refusal.get().details());
    }
  }

  /// Reads two bytes, and gives them back. The second tells a TLS record from other protocols.
  private Optional<Refusal> refusalOfRecord(Connection client) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2);
    try {
      while (bytes.hasRemaining()) {
        if (client.read(bytes) < 0) {
          return Optional.empty();
        }
      }
    } finally {
      client.reader().unread(bytes.duplicate().flip());
    }
    return bytes.get(1) == ClientHello.MAJOR_VERSION
        ? policy.refusalOfClientHello(target, "comes behind a TLS record of another type")
        : Optional.empty();
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
