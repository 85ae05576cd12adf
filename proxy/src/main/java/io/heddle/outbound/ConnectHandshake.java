package io.heddle.outbound;

import io.heddle.auth.AuthSession;
import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HttpField;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.ProxyStatus;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.http1.ViaField;
import io.heddle.net.Connection;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.RefusalCodes;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Handshake with an HTTP proxy for one tunnel: CONNECT, as often as the authentication needs.
///
///     CONNECT host:port ──▶  ◀── 407    on this connection again, or on another one
///     CONNECT host:port ──▶  ◀── 200
record ConnectHandshake(HttpProxy proxy, Tunnel request, Deadline deadline)
    implements ProxyHandshake<ResponseHead> {
  private static final String METHOD = "CONNECT";

  @Override
  public ResponseHead perform(Connection connection)
      throws IOException, MalformedException, RefusedException {
    ProxyExchange exchange = new ProxyExchange(proxy, connection, deadline);
    AuthSession session = proxy.authenticator().begin();
    ResponseHead response;
    do {
      response = exchange.send(connectHead(exchange.credentials(session)));
    } while (response.status() == 407 && exchange.answer(session, response, METHOD));
    // Every 2xx opens the tunnel. What follows the head is from the target, whatever fields say.
    session.accept();
    if (response.status() / 100 != 2) {
      throw refusal(response);
    }
    return response;
  }

  private RequestHead connectHead(HttpFields credentials) {
    String target = request.target().toString();
    List<HttpField> fields = new ArrayList<>(HttpFields.of("Host", target).lines());
    fields.addAll(credentials.lines());
    Optional<String> via = request.client().via();
    if (via.isPresent()) {
      fields.add(new HttpField(ViaField.NAME, via.get()));
    }
    return new RequestHead(
        METHOD,
        target,
        HttpVersion.HTTP_1_1,
        proxy
            .extra()
            .appendedTo(new HttpFields(fields), request.client().address(), request.target()));
  }

  private RefusedException refusal(ResponseHead response) {
    Optional<ProxyStatus> proxyStatus =
        response.fields().values("Proxy-Status").stream()
            .flatMap(value -> ProxyStatus.parse(value).stream())
            .findFirst();
    String statusLine =
        response.status() + (response.reason().isBlank() ? "" : " " + response.reason());
    return proxy
        .upstream()
        .refused(
            proxyStatus
                .flatMap(status -> RefusalCodes.fromProxyStatus(status.error()))
                .orElse(RefusalCodes.fromHttp(response.status())),
            "no connection to "
                + request.target()
                + ", "
                + proxyStatus.flatMap(ProxyStatus::details).orElse(statusLine));
  }
}
