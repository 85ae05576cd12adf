package io.heddle.inbound;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.http1.Fields;
import io.heddle.http1.HeadTooLargeException;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.http1.Version;
import io.heddle.net.Connection;
import io.heddle.request.Client;
import io.heddle.request.ClientProtocol;
import io.heddle.request.ProxyRequest;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;

/// HTTP/1.1 as a proxy hears it: CONNECT (RFC 9110 §9.3.6), Basic authentication (RFC 7617).
///
/// A refused client may try again with credentials on the same connection; after any other refusal
/// the connection closes, since a client that has sent its payload ahead would have it read as a
/// request.
final class HttpHandshake implements Handshake {
  private static final ResponseHead ESTABLISHED =
      new ResponseHead(Version.HTTP_1_1, 200, "Connection established", Fields.NONE);

  private final Connection connection;
  private final Inbound inbound;
  private boolean over;

  HttpHandshake(Connection connection, Inbound inbound) {
    this.connection = connection;
    this.inbound = inbound;
  }

  @Override
  public Optional<ProxyRequest> next() throws IOException, MalformedException, RefusedException {
    if (over || connection.reader().peek() < 0) {
      return Optional.empty();
    }
    RequestHead head = readHead();
    Optional<String> user = authenticate(head);
    if (!head.method().equals("CONNECT")) {
      throw new RefusedException(
          Reason.COMMAND_NOT_SUPPORTED,
          "method " + head.method() + " is not supported, only CONNECT");
    }
    Client client = new Client(inbound.name(), connection.remote(), ClientProtocol.HTTP, user);
    return Optional.of(new ProxyRequest.Tunnel(client, Targets.checked(authority(head.target()))));
  }

  private RequestHead readHead() throws IOException, MalformedException, RefusedException {
    try {
      return RequestHead.read(connection.reader(), inbound.headLimit());
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

  private Optional<String> authenticate(RequestHead head) throws RefusedException {
    if (!inbound.users().required()) {
      return Optional.empty();
    }
    Optional<BasicCredentials> credentials =
        head.fields().first("Proxy-Authorization").flatMap(BasicCredentials::parse);
    return Optional.of(
        credentials
            .filter(given -> inbound.users().accepts(given.user(), given.password()))
            .orElseThrow(
                () -> new RefusedException(Reason.CREDENTIALS_REQUIRED, complaint(credentials)))
            .user());
  }

  private static String complaint(Optional<BasicCredentials> credentials) {
    return credentials.isPresent()
        ? "wrong user name or password"
        : "this proxy asks for a user name and password";
  }

  private static Endpoint authority(String target) throws MalformedException {
    try {
      return Endpoint.parse(target);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("the target of CONNECT must be HOST:PORT; " + e.getMessage());
    }
  }

  @Override
  public void grant(Address bound) throws IOException {
    over = true;
    ByteWriter out = new ByteWriter(64);
    ESTABLISHED.write(out);
    connection.write(out.toBuffer());
  }

  @Override
  public void refuse(Refusal refusal) throws IOException {
    boolean mayTryAgain =
        refusal.reason() == Reason.CREDENTIALS_REQUIRED && connection.reader().buffered() == 0;
    over = !mayTryAgain;
    ByteWriter out = new ByteWriter(512);
    HttpRefusal.write(refusal, mayTryAgain ? HttpRefusal.Then.KEEP : HttpRefusal.Then.CLOSE, out);
    connection.write(out.toBuffer());
  }
}
