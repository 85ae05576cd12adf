import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/// What a [Client] says, and what it expects to hear.
final class Talk {
  private Talk() {}

  static void echo(Socket socket) throws IOException {
    byte[] message = new byte[100];
    for (int i = 0; i < 5; i++) {
      socket.getOutputStream().write(message);
      expect(message.length, socket.getInputStream().readNBytes(message.length).length);
    }
  }

  static InetSocketAddress associate(Socket control) throws IOException {
    control.getOutputStream().write(bytes(5, 1, 0));
    DataInputStream in = new DataInputStream(control.getInputStream());
    expect(0x0500, in.readUnsignedShort());
    control.getOutputStream().write(bytes(5, 3, 0, 1, 0, 0, 0, 0, 0, 0));
    expect(0x05000001, in.readInt());
    in.skipNBytes(4);
    return new InetSocketAddress(control.getInetAddress(), in.readUnsignedShort());
  }

  /// Asks for a tunnel to `authority` in HTTP; the head of the answer.
  static String connect(Socket socket, String authority) throws IOException {
    String request = "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(authority);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    // Byte by byte: what follows belongs to the tunnel.
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the proxy has closed the connection");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /// @param head may have no reason after the status: HTTP/2 does not have one
  static void expectStatus(int status, String head) throws IOException {
    if (!head.startsWith("HTTP/1.1 " + status + " ")) {
      String line = head.lines().findFirst().orElse("nothing");
      throw new IOException("expected status " + status + ", but was " + line);
    }
  }

  static void expect(Object expected, Object seen) throws IOException {
    if (!String.valueOf(expected).equals(String.valueOf(seen))) {
      throw new IOException("expected " + expected + ", but was " + seen);
    }
  }

  static String authority(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  static byte[] ip(InetSocketAddress address) {
    return address.getAddress().getAddress();
  }

  static byte[] port(InetSocketAddress address) {
    return bytes(address.getPort() >> 8, address.getPort());
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] bytes(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
