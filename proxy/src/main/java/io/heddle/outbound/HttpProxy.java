package io.heddle.outbound;

import io.heddle.http1.HttpField;
import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpVersion;
import io.heddle.http1.ProxyStatus;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.net.Connection;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusalCodes;
import io.heddle.request.RefusedException;
import io.heddle.request.RequestTargetForm;
import io.heddle.request.ReuseScope;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Through an HTTP proxy: tunnels by CONNECT over HTTP/1.1 (RFC 9110 §9.3.6), requests that are
/// forwarded with a whole URL as target, since many proxies do not let CONNECT to port 80.
///
/// A refusal closes the connection, so its content is never waited for. Nothing is tried twice: a
/// second try with the same credentials locks accounts.
///
/// @param extra fields that every request carries
/// @param headLimit bytes that the answer's head may have
public record HttpProxy(
    Upstream upstream, Optional<UpstreamCredentials> credentials, ExtraFields extra, int headLimit)
    implements ProxyOutbound {
  /// Nobody sends even one; without end they would outlast the deadline, which counts only waits.
  private static final int MOST_INTERIM = 16;

  @Override
  public ReuseScope audience() {
    return extra.tellsSource() ? ReuseScope.ONE_CLIENT : ProxyOutbound.super.audience();
  }

  @Override
  public Connection connect(Tunnel request, Deadline deadline)
      throws RefusedException, IOException {
    return upstream.tunnel(request.client(), proxy -> ask(proxy, request), deadline);
  }

  @Override
  public HttpHop open(Forward request, Deadline deadline) throws RefusedException, IOException {
    Connection proxy = upstream.reach(request.client(), deadline);
    // The fields come with each request: only what is before this proxy knows one client.
    return new HttpHop(
        new Stream(proxy, name()),
        new RequestTargetForm.ToProxy(this::fieldsOf),
        upstream.via().audience());
  }

  private HttpFields fieldsOf(Forward request) {
    return extra.appendedTo(authorization(), request.client().address(), request.target());
  }

  private ResponseHead ask(Connection proxy, Tunnel request)
      throws IOException, MalformedException, RefusedException {
    ByteWriter out = new ByteWriter(256);
    head(request).write(out);
    proxy.write(out.toBuffer());
    ResponseHead answer = finalAnswer(proxy);
    // Any 2xx is a tunnel, and what follows the head is from the target, whatever fields say.
    if (answer.status() / 100 != 2) {
      throw refusal(answer, request);
    }
    return answer;
  }

  private RequestHead head(Tunnel request) {
    String target = request.target().toString();
    List<HttpField> fields = new ArrayList<>(HttpFields.of("Host", target).lines());
    fields.addAll(authorization().lines());
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

  /// The first answer that is not interim (1xx).
  private ResponseHead finalAnswer(Connection proxy) throws IOException, MalformedException {
    for (int i = 0; i <= MOST_INTERIM; i++) {
      ResponseHead head = ResponseHead.read(proxy.reader(), headLimit);
      if (head.status() / 100 != 1) {
        return head;
      }
    }
    throw new MalformedException("more than " + MOST_INTERIM + " interim answers");
  }

  private RefusedException refusal(ResponseHead answer, Tunnel request) {
    String line = answer.status() + (answer.reason().isBlank() ? "" : " " + answer.reason());
    if (answer.status() == 407) {
      return upstream.failed(
          Reason.UPSTREAM_REFUSED,
          credentials.isPresent()
              ? "it does not accept the configured user name and password"
              : "it asks for credentials, and none are configured");
    }
    Optional<ProxyStatus> status =
        answer.fields().values("Proxy-Status").stream()
            .flatMap(value -> ProxyStatus.parse(value).stream())
            .findFirst();
    String why =
        "no connection to "
            + request.target()
            + ", "
            + status.flatMap(ProxyStatus::details).orElse(line);
    return upstream.refused(
        status
            .flatMap(said -> RefusalCodes.fromProxyStatus(said.error()))
            .orElse(RefusalCodes.fromHttp(answer.status())),
        why);
  }
}
