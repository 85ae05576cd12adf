import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/// The server behind the proxies. A client's first byte says what it does for it:
///
///     E   sends everything back
///     S   sends without end
///     K   takes everything, and answers with one byte for each MiB
///     G   is the first letter of GET: a web server, which answers with as many bytes as the path says
///
/// Datagrams to the same port go back to where they came from.
final class Origin implements AutoCloseable {
  private static final int MEBIBYTE = 1 << 20;

  private final ServerSocket socket;
  private final DatagramEcho datagrams;

  Origin() throws IOException {
    socket = new ServerSocket();
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 4096);
    datagrams = new DatagramEcho(address());
    Thread.ofVirtual().start(this::accept);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        // Closed, or one client fewer.
      }
    }
  }

  private static void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = client.getInputStream();
      OutputStream out = client.getOutputStream();
      switch (in.read()) {
        case 'E' -> in.transferTo(out);
        case 'S' -> send(out);
        case 'K' -> take(in, out);
        case 'G' -> answer(in, out);
        default -> throw new EOFException();
      }
    } catch (IOException e) {
      // The client has gone: that is how it ends.
    }
  }

  private static void send(OutputStream out) throws IOException {
    byte[] block = new byte[256 * 1024];
    while (true) {
      out.write(block);
    }
  }

  /// Requests like `GET /6 HTTP/1.1`, none of them with a body.
  private static void answer(InputStream in, OutputStream out) throws IOException {
    HttpHeads heads = new HttpHeads(in);
    for (String head = heads.next(); !head.isEmpty(); head = heads.next()) {
      int length = Integer.parseInt(head.substring(head.indexOf('/') + 1, head.indexOf(" HTTP")));
      String answer =
          "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + length + "\r\n\r\n";
      byte[] bytes = Arrays.copyOf(answer.getBytes(US_ASCII), answer.length() + length);
      out.write(bytes);
    }
  }

  private static void take(InputStream in, OutputStream out) throws IOException {
    byte[] block = new byte[256 * 1024];
    long before = 0;
    for (int count = in.read(block); count >= 0; count = in.read(block)) {
      long after = before + count;
      for (long mebibyte = before / MEBIBYTE; mebibyte < after / MEBIBYTE; mebibyte++) {
        out.write(1);
      }
      before = after;
    }
  }

  @Override
  public void close() throws IOException {
    datagrams.close();
    socket.close();
  }
}
