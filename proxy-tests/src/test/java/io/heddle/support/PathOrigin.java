package io.heddle.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// Web server for thousands of clients, which behaves as the path of the request says.
///
///     /quick   a short response
///     /think   no response
///     /flood   a response without an end
///
/// It reads some kilobytes of content at most, so an upload to `/think` has to wait.
public final class PathOrigin implements AutoCloseable {
  private static final int BACKLOG = 4096;
  private static final byte[] QUICK = bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  private static final byte[] FLOOD = bytes("HTTP/1.1 200 OK\r\n\r\n");
  private static final int END_OF_HEAD = 0x0d0a0d0a;
  private static final byte[] ZEROS = new byte[64 * 1024];

  private final ServerSocket socket;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  private PathOrigin(ServerSocket socket) {
    this.socket = socket;
  }

  /// A server on a free port of 127.0.0.1.
  public static PathOrigin start() {
    try {
      ServerSocket socket = new ServerSocket();
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), BACKLOG);
      PathOrigin origin = new PathOrigin(socket);
      Thread.startVirtualThread(origin::accept);
      return origin;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Its address, `127.0.0.1:PORT`.
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /// Its port as two bytes in hexadecimal.
  public String portHex() {
    int port = socket.getLocalPort();
    return "%02x %02x".formatted(port >> 8, port & 0xff);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        clients.add(client);
        Thread.startVirtualThread(() -> serve(client));
      }
    } catch (IOException e) {
      // That is its end.
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      String head = readHead(in);
      while (!head.isEmpty()) {
        respond(head, client);
        head = readHead(in);
      }
    } catch (IOException | InterruptedException e) {
      // The client has gone.
    } finally {
      clients.remove(client);
    }
  }

  private void respond(String head, Socket client) throws IOException, InterruptedException {
    String path = head.split(" ", 3)[1];
    switch (path) {
      case "/quick" -> client.getOutputStream().write(QUICK);
      case "/flood" -> flood(client);
      default -> closed.await();
    }
  }

  private static void flood(Socket client) throws IOException {
    client.getOutputStream().write(FLOOD);
    while (true) {
      client.getOutputStream().write(ZEROS);
    }
  }

  /// @return an empty text at the end of the stream
  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0;
    int next;
    while ((next = in.read()) >= 0) {
      head.write(next);
      last = last << 8 | next;
      if (last == END_OF_HEAD) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
    }
    return "";
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      socket.close();
      for (Socket client : clients) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
