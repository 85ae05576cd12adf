package io.heddle.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Web server that responds to each request with its path, and closes connections at random without
/// announcement: between two requests, or instead of a response.
public final class FlakyWebServer implements AutoCloseable {
  private final ServerSocket socket;
  private final long seed;
  private final AtomicInteger connections = new AtomicInteger();
  private final Map<String, AtomicInteger> answered = new ConcurrentHashMap<>();

  private FlakyWebServer(ServerSocket socket, long seed) {
    this.socket = socket;
    this.seed = seed;
  }

  /// Starts a server on a free port of 127.0.0.1.
  ///
  /// @param seed seed of its random decisions
  public static FlakyWebServer start(long seed) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1000);
      FlakyWebServer web = new FlakyWebServer(socket, seed);
      Thread.startVirtualThread(web::accept);
      return web;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        Random moods = new Random(seed + connections.incrementAndGet());
        Thread.startVirtualThread(() -> serve(client, moods));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client, Random moods) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream());
      // The first request of a connection has its answer: only a later one is sent again.
      for (int i = 0; i == 0 || moods.nextInt(10) > 0; i++) {
        String path = readPath(in);
        answered.computeIfAbsent(path, key -> new AtomicInteger()).incrementAndGet();
        client.getOutputStream().write(answer(path));
      }
    } catch (IOException e) {
      // The proxy has let go of the connection.
    }
  }

  /// Reads a request without a body.
  private static String readPath(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    return head.substring(head.indexOf(" ") + 1, head.indexOf(" HTTP"));
  }

  private static byte[] answer(String path) {
    return ("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Address and port of the server.
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /// Number of responses to requests with this path.
  public int answers(String path) {
    AtomicInteger times = answered.get(path);
    return times == null ? 0 : times.get();
  }

  /// Number of accepted connections.
  public int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
