package io.heddle.outbound;

import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.http1.HttpFields.HttpField;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.ProxyStatus;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.http1.ResponseHeadReader;
import io.heddle.http1.ViaField;
import io.heddle.net.Connection;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusalCodes;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import io.heddle.upstream.RequestTargetForm;
import io.heddle.upstream.RequestTargetForm.ForwardingProxy;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.upstream.UpstreamConnection.ReuseScope;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Outbound through an HTTP proxy. Tunnels are opened with CONNECT (RFC 9110 §9.3.6). Requests to be
/// forwarded are sent to the proxy with an absolute URL as target, since many proxies do not allow
/// CONNECT to port 80.
///
/// A refusal closes the connection, so the content of the response is not read. No request is
/// repeated with the same credentials: that would lock accounts.
///
/// @param extra additional header fields of every request
/// @param headLimit bytes that the head of a response may have
public record HttpProxy(
    UpstreamProxy upstream,
    Optional<UpstreamCredentials> credentials,
    ExtraFields extra,
    int headLimit)
    implements ProxyOutbound, ForwardingProxy {
  /// Proxies in use send none. Without a limit, interim responses could outlast the deadline, which
  /// counts only the time spent waiting.
  private static final int MAX_INTERIM_RESPONSES = 16;

  @Override
  public ReuseScope reuseScope() {
    return extra.revealClient() ? ReuseScope.SAME_CLIENT : ProxyOutbound.super.reuseScope();
  }

  @Override
  public UpstreamConnection connect(StreamRequest request, Deadline deadline)
      throws RefusedException, IOException {
    if (request instanceof Tunnel tunnel) {
      return UpstreamConnection.toTarget(
          upstream
              .request(tunnel.client(), proxy -> sendConnect(proxy, tunnel), deadline)
              .connection(),
          name(),
          reuseScope());
    }
    // The fields of one client are in its requests. The connection itself reveals no client, unless
    // the way to this proxy does.
    return new UpstreamConnection(
        upstream.connect(request.client(), deadline),
        name(),
        new RequestTargetForm.ToProxy(this),
        upstream.via().reuseScope());
  }

  @Override
  public HttpFields fields(Forward request) {
    return extra.appendedTo(authorization(), request.client().address(), request.target());
  }

  private ResponseHead sendConnect(Connection proxy, Tunnel request)
      throws IOException, MalformedException, RefusedException {
    ByteWriter out = new ByteWriter(256);
    connectHead(request).write(out);
    proxy.write(out.toBuffer());
    ResponseHead response = readFinalResponse(proxy);
    // Every 2xx opens the tunnel. What follows the head is from the target, whatever fields say.
    if (response.status() / 100 != 2) {
      throw refusal(response, request);
    }
    return response;
  }

  private RequestHead connectHead(Tunnel request) {
    String target = request.target().toString();
    List<HttpField> fields = new ArrayList<>(HttpFields.of("Host", target).lines());
    fields.addAll(authorization().lines());
    Optional<String> via = request.client().via();
    if (via.isPresent()) {
      fields.add(new HttpField(ViaField.NAME, via.get()));
    }
    return new RequestHead(
        "CONNECT",
        target,
        HttpVersion.HTTP_1_1,
        extra.appendedTo(new HttpFields(fields), request.client().address(), request.target()));
  }

  private HttpFields authorization() {
    return credentials
        .map(login -> HttpFields.of("Proxy-Authorization", login.basic()))
        .orElse(HttpFields.NONE);
  }

  /// Reads the first response that is not interim (1xx).
  private ResponseHead readFinalResponse(Connection proxy) throws IOException, MalformedException {
    ResponseHeadReader heads = new ResponseHeadReader(proxy.reader(), HeadLimits.of(headLimit));
    for (int i = 0; i <= MAX_INTERIM_RESPONSES; i++) {
      ResponseHead head = heads.readHead();
      if (head.status() / 100 != 1) {
        return head;
      }
    }
    throw new MalformedException("more than " + MAX_INTERIM_RESPONSES + " interim answers");
  }

  @Override
  public RefusedException authenticationFailure() {
    return upstream.failed(
        Reason.UPSTREAM_REFUSED,
        credentials.isPresent()
            ? "it does not accept the configured user name and password"
            : "it asks for credentials, and none are configured");
  }

  @Override
  public Object hop() {
    return upstream;
  }

  private RefusedException refusal(ResponseHead response, Tunnel request) {
    if (response.status() == 407) {
      return authenticationFailure();
    }
    Optional<ProxyStatus> proxyStatus =
        response.fields().values("Proxy-Status").stream()
            .flatMap(value -> ProxyStatus.parse(value).stream())
            .findFirst();
    String statusLine =
        response.status() + (response.reason().isBlank() ? "" : " " + response.reason());
    return upstream.refused(
        proxyStatus
            .flatMap(status -> RefusalCodes.fromProxyStatus(status.error()))
            .orElse(RefusalCodes.fromHttp(response.status())),
        "no connection to "
            + request.target()
            + ", "
            + proxyStatus.flatMap(ProxyStatus::details).orElse(statusLine));
  }
}
