package io.heddle.inbound;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.Connection;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusalCodes;
import io.heddle.request.RefusedException;
import io.heddle.socks4.Socks4Reply;
import io.heddle.socks4.Socks4Request;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.Optional;

/// Server side of SOCKS 4 and 4A: one request, one reply of eight bytes.
///
/// The user id of the request is ignored because it is not authenticated. An inbound with users
/// refuses all SOCKS 4 requests.
final class Socks4Handshake implements Handshake {
  private static final int REPLY_LENGTH = 8;

  private final Connection connection;
  private final InboundSettings settings;
  private boolean begun;
  private boolean complete;

  Socks4Handshake(Connection connection, InboundSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  @Override
  public ClientMessage next() throws IOException, MalformedException, RefusedException {
    begun = true;
    if (settings.authenticator().isRequired()) {
      throw new RefusedException(
          Reason.CREDENTIALS_REQUIRED, "SOCKS 4 has no passwords, and this proxy asks for one");
    }
    Socks4Request request = Socks4Request.read(connection.reader());
    complete = true;
    if (request.command() != Socks4Request.CONNECT) {
      throw new RefusedException(
          Reason.COMMAND_NOT_SUPPORTED, "SOCKS 4 command " + request.command());
    }
    Client client =
        new Client(
            settings.name(),
            connection.remote(),
            ClientProtocol.SOCKS4,
            settings.authenticator().verifiedUser());
    return new ClientMessage.ReceivedRequest(
        new ProxyRequest.Tunnel(client, ClientMessage.validated(request.destination())));
  }

  @Override
  public boolean isOver() {
    return begun;
  }

  @Override
  public void grant(Address bound) throws IOException {
    reply(Socks4Reply.GRANTED, bound);
  }

  @Override
  public void refuse(Refusal refusal, Optional<RoutingSummary> routing) throws IOException {
    if (complete || refusal.reason() != Reason.MALFORMED) {
      reply(RefusalCodes.SOCKS4, Endpoint.UNSPECIFIED);
    }
  }

  private void reply(int code, Address bound) throws IOException {
    ByteWriter out = new ByteWriter(REPLY_LENGTH);
    new Socks4Reply(code, ipv4(bound)).write(out);
    connection.write(out.toBuffer());
  }

  /// The address if it is IPv4: the reply can hold no other address.
  private static Endpoint ipv4(Address bound) {
    return bound instanceof Endpoint endpoint
            && endpoint.host() instanceof Host.Ip(var address)
            && address.getAddress().length == 4
        ? endpoint
        : Endpoint.UNSPECIFIED;
  }
}
