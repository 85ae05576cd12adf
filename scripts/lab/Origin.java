import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// The server behind the proxies. A client's first byte says what it does for it:
///
///     E   sends everything back
///     S   sends without end
///     K   takes everything, and answers with one byte for each MiB
final class Origin implements AutoCloseable {
  private static final int MEBIBYTE = 1 << 20;

  private final ServerSocket socket;

  Origin() throws IOException {
    socket = new ServerSocket();
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 4096);
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
    socket.close();
  }
}
