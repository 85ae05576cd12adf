package io.heddle.lab.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Client side of the CONNECT method of HTTP/1.1 (RFC 9110, section 9.3.6).
public final class HttpConnectClient {
  private HttpConnectClient() {}

  /// Asks for a tunnel to `destination`.
  ///
  /// @return the head of the response
  public static String connect(Socket socket, InetSocketAddress destination) throws IOException {
    socket.getOutputStream().write(request(destination).getBytes(US_ASCII));
    return readHead(socket.getInputStream());
  }

  static String request(InetSocketAddress destination) {
    return "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(authority(destination));
  }

  /// Host and port of an IPv4 address or a name, as a URL has them.
  public static String authority(InetSocketAddress address) {
    String host =
        address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress();
    return host + ":" + address.getPort();
  }

  /// Reads byte by byte, since what follows the head belongs to the tunnel.
  public static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the proxy has closed the connection");
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
