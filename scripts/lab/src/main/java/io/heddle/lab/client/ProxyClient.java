package io.heddle.lab.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/// Client of one listener of a proxy, which reaches the origin through it.
///
/// @param proxy where to connect to; the origin itself if there is no proxy
/// @param protocol in which the origin is asked for
public record ProxyClient(
    InetSocketAddress proxy, InetSocketAddress origin, RequestProtocol protocol) {
  /// Limit of each wait, which only a proxy that hangs can reach.
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// Client that speaks to the origin without a proxy.
  public static ProxyClient direct(InetSocketAddress origin) {
    return new ProxyClient(origin, origin, RequestProtocol.NONE);
  }

  /// Opens a stream to the origin, which serves it in `role`.
  public Socket open(OriginRole role) throws IOException {
    Socket socket = connect();
    try {
      if (protocol.isSocks5()) {
        int reply = Socks5Client.connect(socket, origin);
        Expect.equal("the SOCKS 5 reply", Socks5Client.SUCCEEDED, reply);
      }
      socket.getOutputStream().write(role.letter());
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Opens a stream to the proxy. Nothing is sent on it but the TLS handshake, if it is over TLS.
  public Socket connect() throws IOException {
    return protocol.isOverTls() ? InsecureTls.over(connectInCleartext()) : connectInCleartext();
  }

  private Socket connectInCleartext() throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) TIMEOUT.toMillis());
      socket.connect(proxy, (int) TIMEOUT.toMillis());
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Request for `length` bytes from the origin.
  public String getRequest(int length) {
    String authority = HttpConnectClient.authority(origin);
    String prefix = protocol.namesTarget() ? "http://" + authority : "";
    return "GET "
        + prefix
        + "/"
        + length
        + " HTTP/1.1\r\nHost: "
        + authority
        + "\r\nUser-Agent: bench\r\nAccept: */*\r\nProxy-Connection: keep-alive\r\n\r\n";
  }

  /// Opens a UDP association, which the caller closes.
  public ClientAssociation associate() throws IOException {
    Socket control = connect();
    try {
      return protocol.isSocks5()
          ? new ClientAssociation(control, Socks5Client.associate(control), Optional.of(origin))
          : new ClientAssociation(control, origin, Optional.empty());
    } catch (IOException e) {
      control.close();
      throw e;
    }
  }
}
