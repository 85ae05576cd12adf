package io.heddle.inbound;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.http1.BodyLength;
import io.heddle.http1.HeadTooLargeException;
import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.MessageHead.Persistence;
import io.heddle.http1.RequestHead;
import io.heddle.http1.RequestTarget;
import io.heddle.http1.RequestTarget.AuthorityCache;
import io.heddle.http1.ResponseHead;
import io.heddle.http1.ViaField;
import io.heddle.net.Connection;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import io.heddle.wire.MemoryLimitExceededException;
import io.heddle.wire.MessageMemoryQuota;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.function.Supplier;

/// Server side of HTTP/1.1 for clients of a proxy: CONNECT (RFC 9110 §9.3.6), requests to be
/// forwarded (§7.6), and Basic authentication of each request (RFC 7617).
///
/// After a refusal the connection stays open only if the next byte certainly begins the next
/// request: the client may have sent a body, or the payload of the requested tunnel, ahead of the
/// response.
final class HttpHandshake implements Handshake {
  private static final ResponseHead ESTABLISHED =
      new ResponseHead(HttpVersion.HTTP_1_1, 200, "Connection established", HttpFields.NONE);

  private final Connection connection;
  private final Supplier<InboundSettings> currentSettings;
  private final MessageMemoryQuota memory;
  private Optional<AuthorityCache> authorities = Optional.empty();
  private InboundSettings settings;
  private boolean finished;
  private Persistence persistenceAfterRefusal = Persistence.CLOSE;
  private RequestHead answered = HttpRefusal.NOT_READ;

  /// @param currentSettings settings of the listener, read for each request: a reload may change them
  /// @param memory for the head of each request
  HttpHandshake(
      Connection connection, Supplier<InboundSettings> currentSettings, MessageMemoryQuota memory) {
    this.connection = connection;
    this.memory = memory;
    this.currentSettings = currentSettings;
    settings = currentSettings.get();
  }

  @Override
  public ClientMessage next() throws IOException, MalformedException, RefusedException {
    finished = connection.reader().peek() < 0;
    if (finished) {
      return new ClientMessage.EndOfRequests();
    }
    settings = currentSettings.get();
    persistenceAfterRefusal = Persistence.CLOSE;
    answered = readHead();
    return answered.method().equals("CONNECT")
        ? new ClientMessage.ReceivedRequest(tunnel(answered))
        : forward(answered);
  }

  @Override
  public void forgetRequest() {
    answered = HttpRefusal.NOT_READ;
  }

  @Override
  public boolean isOver() {
    return finished;
  }

  private RequestHead readHead() throws IOException, MalformedException, RefusedException {
    try {
      HeadLimits limits = new HeadLimits(settings.headLimit(), memory);
      RequestHead head = RequestHead.read(connection.reader(), limits);
      connection.reader().releaseLargeBuffer();
      return head;
    } catch (MemoryLimitExceededException e) {
      throw new RefusedException(Reason.LIMIT_REACHED, e.getMessage());
    } catch (HeadTooLargeException e) {
      throw new RefusedException(
          switch (e.part()) {
            case START_LINE -> Reason.TARGET_TOO_LONG;
            case FIELDS -> Reason.FIELDS_TOO_LARGE;
          },
          e.getMessage());
    } catch (SocketTimeoutException e) {
      throw new RefusedException(Reason.TOO_SLOW, "the request head did not arrive in time");
    }
  }

  private ProxyRequest tunnel(RequestHead head)
      throws IOException, MalformedException, RefusedException {
    if (!BodyLength.of(head).isEmpty()) {
      throw new MalformedException("a body in a CONNECT request");
    }
    persistenceAfterRefusal =
        connection.reader().buffered() == 0 ? Persistence.of(head) : Persistence.CLOSE;
    Client client = client(head);
    persistenceAfterRefusal = Persistence.CLOSE;
    return new ProxyRequest.Tunnel(
        client, ClientMessage.validated(HttpMessage.authority(head.target())));
  }

  private ClientMessage forward(RequestHead head)
      throws IOException, MalformedException, RefusedException {
    HttpMessage message = HttpMessage.of(head, connection.reader(), authorities());
    Persistence persistence = message.persistence();
    if (message.isForProxyItself(settings.transparent())) {
      persistenceAfterRefusal = persistence;
      Client client = client(head);
      ByteWriter response = MaxForwardsResponder.respond(head, persistence);
      return answer(client, message, response, MaxForwardsResponder.STATUS);
    }
    RequestTarget.AbsoluteForm uri = message.targetUri(settings.transparent());
    Endpoint target = ClientMessage.validated(uri.authority().endpoint());
    persistenceAfterRefusal = persistence;
    Client client = client(head);
    if (SelfDescription.isAbout(target)) {
      settings.admit(target);
      SelfDescription self = new SelfDescription(client, head);
      return answer(client, message, self.response(persistence), self.status());
    }
    return new ClientMessage.ReceivedRequest(
        new ProxyRequest.Forward(client, uri, head, message.body()));
  }

  private ClientMessage answer(Client client, HttpMessage message, ByteWriter response, int status)
      throws IOException, RefusedException {
    settings.authenticator().requireService();
    finished = message.persistence() == Persistence.CLOSE;
    connection.write(response.toBuffer());
    return new ClientMessage.AnsweredLocally(message.localRequest(client), status);
  }

  /// Made for the first request that is to be forwarded: tunnels need none.
  private AuthorityCache authorities() {
    if (authorities.isEmpty()) {
      authorities = Optional.of(new AuthorityCache());
    }
    return authorities.get();
  }

  private Client client(RequestHead head) throws IOException, RefusedException {
    Address remote = connection.remote();
    return new Client(
        settings.name(),
        remote,
        ClientProtocol.HTTP,
        settings.authenticator().authenticate(remote, head.fields()),
        settings.viaName().isEmpty() ? Optional.empty() : Optional.of(via(head)));
  }

  /// The `Via` of the request that is sent for this one.
  ///
  /// @throws RefusedException if it has come through this proxy before
  private String via(RequestHead head) throws RefusedException {
    String name = settings.viaName().orElseThrow();
    if (ViaField.has(head.fields(), name)) {
      throw new RefusedException(
          Reason.LOOP_DETECTED, "the request has come through this proxy before, says its Via");
    }
    return head.method().equals("CONNECT")
        ? ViaField.chain(head, name)
        : ViaField.value(head, name);
  }

  @Override
  public void grant(Address bound) throws IOException {
    finished = true;
    ByteWriter out = new ByteWriter(64);
    ESTABLISHED.write(out);
    connection.write(out.toBuffer());
  }

  @Override
  public void refuse(Refusal refusal, Optional<RoutingSummary> routing) throws IOException {
    if (refusal.reason() == Reason.LIMIT_REACHED || refusal.reason() == Reason.INTERNAL_ERROR) {
      // A client over the limit is to go. After a fault of ours, the next byte may be any.
      persistenceAfterRefusal = Persistence.CLOSE;
    }
    finished = persistenceAfterRefusal == Persistence.CLOSE;
    ByteWriter out = new ByteWriter(512);
    HttpRefusal.of(answered).write(refusal, routing, persistenceAfterRefusal, out);
    connection.write(out.toBuffer());
  }
}
