package io.heddle.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Web server that reads each request to its end and answers with the number of bytes in its body.
public final class CountingWebServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private CountingWebServer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::count);
    server.start();
  }

  /// A server on a free port of 127.0.0.1.
  public static CountingWebServer start() {
    try {
      InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
      return new CountingWebServer(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void count(HttpExchange exchange) throws IOException {
    try (exchange) {
      long bytes = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      requests.add(exchange.getRequestMethod() + " " + bytes);
      byte[] answer = Long.toString(bytes).getBytes(StandardCharsets.US_ASCII);
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /// Method and length of the body of each request so far, such as `POST 100`.
  public List<String> requests() {
    return requests;
  }

  /// Its URL, with a path.
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/count";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
