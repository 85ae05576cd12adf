package io.heddle.inbound;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.MessageHead.Persistence;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.net.Connection;
import io.heddle.request.LocalRequest;
import io.heddle.request.PrintableText;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Description of the proxy by itself, for a client that asks for `http://heddle.test/` through it:
/// whether it goes through this proxy at all, and as whom. The name is reserved for tests (RFC 6761
/// §6.2), so it hides no other host. The description has nothing that the client may not know.
///
/// @param request for any path
public record SelfDescription(Client client, RequestHead request) {
  private static final Host NAME = Endpoint.parse("heddle.test:80").host();
  private static final int HTTP_PORT = 80;
  private static final String SEE_MORE =
      "heddle status, heddle explain URL, or heddle page, on the machine of the proxy";

  /// Whether a target is the proxy itself.
  public static boolean isAbout(Endpoint target) {
    return NAME.equals(target.host());
  }

  /// Reads a request from a tunnel to the proxy itself and writes the response.
  ///
  /// @return the description that was sent
  public static SelfDescription answer(Client client, Connection tunnel, int headLimit)
      throws IOException, MalformedException {
    SelfDescription description =
        new SelfDescription(client, RequestHead.read(tunnel.reader(), HeadLimits.of(headLimit)));
    tunnel.write(description.response(Persistence.CLOSE).toBuffer());
    return description;
  }

  /// Refuses a tunnel to another port than that of plain HTTP.
  public static void checkTunnel(Endpoint target) throws RefusedException {
    if (target.port() != HTTP_PORT) {
      throw new RefusedException(
          Reason.COMMAND_NOT_SUPPORTED,
          "heddle.test is this proxy itself, which answers plain HTTP alone: http://heddle.test/");
    }
  }

  /// The request, which has come through a tunnel to `target`.
  public LocalRequest localRequest(Endpoint target) {
    int query = request.target().indexOf('?');
    String path = query < 0 ? request.target() : request.target().substring(0, query);
    String text = request.method() + " http://heddle.test" + path;
    return new LocalRequest(
        client,
        request.method(),
        target.toString(),
        path,
        PrintableText.word(text, Integer.MAX_VALUE));
  }

  /// Status code of the response.
  public int status() {
    return isRead() ? 200 : 405;
  }

  private boolean isRead() {
    return request.method().equals("GET") || request.method().equals("HEAD");
  }

  /// The whole response.
  ByteWriter response(Persistence persistence) {
    boolean html = request.fields().firstValue("Accept").orElse("").contains("text/html");
    byte[] body = (html ? html().toString() : text()).getBytes(StandardCharsets.UTF_8);
    HttpFields fields =
        HttpFields.of(
            "Content-Type",
            html ? HtmlPage.MEDIA_TYPE : "text/plain; charset=utf-8",
            "Content-Length",
            Integer.toString(body.length),
            "Cache-Control",
            "no-store",
            "Connection",
            persistence.connectionOption());
    if (!isRead()) {
      fields = fields.with("Allow", "GET, HEAD");
    }
    ByteWriter out = new ByteWriter(1024);
    String reason = isRead() ? "OK" : "Method Not Allowed";
    new ResponseHead(HttpVersion.HTTP_1_1, status(), reason, fields).write(out);
    return request.method().equals("HEAD") ? out : out.bytes(body);
  }

  private HtmlPage html() {
    return new HtmlPage("Heddle " + version(), sentence())
        .row("You", you())
        .row("Protocol", client.protocol().toString())
        .row("Listener", client.inbound())
        .row("To see more", SEE_MORE);
  }

  private String text() {
    return """
    heddle %s: %s
    you:       %s
    protocol:  %s
    listener:  %s
    see more:  %s
    """
        .formatted(version(), sentence(), you(), client.protocol(), client.inbound(), SEE_MORE);
  }

  private String sentence() {
    return isRead()
        ? "this request has come to the proxy, which answers for heddle.test itself."
        : "heddle.test answers GET and HEAD alone.";
  }

  private String you() {
    return client.address()
        + client
            .user()
            .map(name -> ", user " + PrintableText.of(name, 300))
            .orElse(", without a user");
  }

  private static String version() {
    return Optional.ofNullable(SelfDescription.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .orElse("");
  }
}
