package io.heddle.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Web server that echoes the body of each request, in chunks, and its `Transfer-Encoding` and
/// `Content-Length` in `X-Framing`.
public final class EchoWebServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private EchoWebServer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", EchoWebServer::echo);
    server.start();
  }

  /// A server on a free port of 127.0.0.1.
  public static EchoWebServer start() {
    try {
      InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
      return new EchoWebServer(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void echo(HttpExchange exchange) throws IOException {
    try (exchange) {
      String coding = exchange.getRequestHeaders().getFirst("Transfer-Encoding");
      String length = exchange.getRequestHeaders().getFirst("Content-Length");
      exchange.getResponseHeaders().add("X-Framing", coding + " " + length);
      exchange.sendResponseHeaders(200, 0);
      exchange.getRequestBody().transferTo(exchange.getResponseBody());
    }
  }

  /// URL of the server.
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
