package io.heddle.support;

import io.heddle.address.Endpoint;
import io.heddle.admin.AdminRoutes;
import io.heddle.admin.AdminServer;
import io.heddle.admin.ProxyMonitor;
import io.heddle.admin.RequestGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Admin server of a proxy under test, on a free loopback port.
public record AdminUnderTest(AdminServer server) implements AutoCloseable {

  /// Opens an admin server without a password.
  public static AdminUnderTest of(ProxyUnderTest proxy) {
    return of(proxy, Optional.empty());
  }

  /// Opens an admin server with a password.
  public static AdminUnderTest of(ProxyUnderTest proxy, String password) {
    return of(proxy, Optional.of(password));
  }

  private static AdminUnderTest of(ProxyUnderTest proxy, Optional<String> password) {
    ProxyMonitor monitor = ProxyMonitor.of(proxy.server(), "1.0", Optional.of("heddle.yaml"));
    monitor.keepHistory();
    try {
      return new AdminUnderTest(
          AdminServer.open(
              Endpoint.parse("127.0.0.1:0"),
              new RequestGuard(password, AdminRoutes.ofListener(monitor))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Address of the admin server.
  public Endpoint address() {
    return (Endpoint) server.address();
  }

  /// New client connection, on which nothing has been sent.
  public Peer visitor() {
    return Peer.connect(address());
  }

  /// Complete response to a request with these field lines, without `Host`.
  public String answer(String methodAndPath, String... fields) {
    String lines = fields.length == 0 ? "" : String.join("\n", fields) + "\n";
    try (Peer visitor = visitor()) {
      return visitor
          .sendsText(HttpText.message("%s HTTP/1.1\n%s\n", methodAndPath, lines))
          .receivesRest();
    }
  }

  /// Body of the response to a valid GET, which must succeed.
  public String body(String path) {
    String answer = answer("GET " + path, "Host: " + address());
    if (!answer.startsWith("HTTP/1.1 200 OK\r\n")) {
      throw new AssertionError(answer);
    }
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  @Override
  public void close() {
    server.close();
  }
}
