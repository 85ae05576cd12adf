package io.heddle.inbound;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.net.Connection;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.request.ProxyRequest.ResolveRequest.LookupType;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusalCodes;
import io.heddle.request.RefusedException;
import io.heddle.socks5.CredentialsReply;
import io.heddle.socks5.CredentialsRequest;
import io.heddle.socks5.MethodReply;
import io.heddle.socks5.MethodRequest;
import io.heddle.socks5.Socks5;
import io.heddle.socks5.Socks5Reply;
import io.heddle.socks5.Socks5Request;
import io.heddle.socks5.UnknownAddressTypeException;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.Optional;

/// Server side of SOCKS 5: method selection, optional username/password authentication, one request,
/// one reply (RFC 1928, RFC 1929).
final class Socks5Handshake implements Handshake {
  private static final int REPLY_CAPACITY = 32;

  /// Stage of the protocol, which determines the form of a refusal.
  private enum Stage {
    METHOD,
    REQUEST,
    DONE
  }

  private final Connection connection;
  private final InboundSettings settings;
  private Stage stage = Stage.METHOD;

  Socks5Handshake(Connection connection, InboundSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  @Override
  public ClientMessage next() throws IOException, MalformedException, RefusedException {
    Optional<String> user = authenticate();
    stage = Stage.REQUEST;
    // Wait here rather than in the read below: the stack of a virtual thread never shrinks below
    // the depth of its deepest wait.
    connection.awaitReadable();
    Socks5Request request = readRequest();
    Client client = new Client(settings.name(), connection.remote(), ClientProtocol.SOCKS5, user);
    return switch (request.command()) {
      case Socks5.CONNECT -> tunnel(client, request);
      case Socks5.RESOLVE -> resolve(client, request, LookupType.ADDRESS);
      case Socks5.RESOLVE_PTR -> resolve(client, request, LookupType.NAME);
      case Socks5.UDP_ASSOCIATE ->
          new ClientMessage.ReceivedRequest(
              new ProxyRequest.Associate(client, request.destination()));
      default ->
          throw new RefusedException(
              Reason.COMMAND_NOT_SUPPORTED, "SOCKS 5 command " + request.command());
    };
  }

  private static ClientMessage tunnel(Client client, Socks5Request request)
      throws MalformedException {
    return new ClientMessage.ReceivedRequest(
        new ProxyRequest.Tunnel(client, ClientMessage.validated(request.destination())));
  }

  private ClientMessage resolve(Client client, Socks5Request request, LookupType type)
      throws MalformedException {
    return switch (settings.torResolve()) {
      case CONNECT -> tunnel(client, request);
      case ANSWER ->
          new ClientMessage.ReceivedRequest(
              new ProxyRequest.ResolveRequest(client, request.destination(), type));
    };
  }

  private Socks5Request readRequest() throws IOException, MalformedException, RefusedException {
    try {
      return Socks5Request.read(connection.reader());
    } catch (UnknownAddressTypeException e) {
      throw new RefusedException(Reason.ADDRESS_TYPE_NOT_SUPPORTED, e.getMessage());
    }
  }

  private Optional<String> authenticate() throws IOException, MalformedException, RefusedException {
    int method =
        settings.authenticator().isRequired() ? Socks5.USERNAME_PASSWORD : Socks5.NO_AUTHENTICATION;
    if (!MethodRequest.read(connection.reader()).offers(method)) {
      refuseWith(out -> new MethodReply(Socks5.NO_ACCEPTABLE_METHODS).write(out));
      throw new RefusedException(
          Reason.CREDENTIALS_REQUIRED, "the client offers no authentication method that fits");
    }
    send(out -> new MethodReply(method).write(out));
    return settings.authenticator().isRequired()
        ? Optional.of(checkCredentials())
        : settings.authenticator().verifiedUser();
  }

  private String checkCredentials() throws IOException, MalformedException, RefusedException {
    try {
      CredentialsRequest credentials = CredentialsRequest.read(connection.reader());
      if (!areRight(credentials)) {
        throw credentialsRefused("wrong user name or password");
      }
      send(CredentialsReply.SUCCESS::write);
      return credentials.username();
    } catch (CredentialsRequest.NotUtf8Exception e) {
      throw credentialsRefused(e.getMessage());
    }
  }

  private boolean areRight(CredentialsRequest credentials) throws IOException, RefusedException {
    try {
      return settings
          .authenticator()
          .authenticate(connection.remote(), credentials.username(), credentials.password());
    } catch (RefusedException e) {
      refuseWith(CredentialsReply.FAILURE::write);
      throw e;
    }
  }

  private RefusedException credentialsRefused(String why) throws IOException {
    refuseWith(CredentialsReply.FAILURE::write);
    return new RefusedException(Reason.CREDENTIALS_REQUIRED, why);
  }

  @Override
  public boolean isOver() {
    return stage == Stage.DONE;
  }

  @Override
  public void grant(Address bound) throws IOException {
    stage = Stage.DONE;
    Endpoint endpoint = bound instanceof Endpoint known ? known : Endpoint.UNSPECIFIED;
    send(out -> new Socks5Reply(Socks5Reply.SUCCEEDED, endpoint).write(out));
  }

  @Override
  public void refuse(Refusal refusal, Optional<RoutingSummary> routing) throws IOException {
    if (stage == Stage.REQUEST) {
      int code = RefusalCodes.socks5(refusal.reason());
      refuseWith(out -> new Socks5Reply(code, Endpoint.UNSPECIFIED).write(out));
    }
    stage = Stage.DONE;
  }

  private void refuseWith(Writable message) throws IOException {
    stage = Stage.DONE;
    send(message);
  }

  private void send(Writable message) throws IOException {
    ByteWriter out = new ByteWriter(REPLY_CAPACITY);
    message.write(out);
    connection.write(out.toBuffer());
  }

  /// Message that can be encoded.
  @FunctionalInterface
  private interface Writable {
    void write(ByteWriter out);
  }
}
