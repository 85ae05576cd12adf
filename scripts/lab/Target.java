import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/// The origin, reached through a proxy or directly.
///
/// @param running the proxy, if there is one; closing this ends it
/// @param proxy where to connect to, be it the origin itself
/// @param code of the proxy
/// @param manner how the origin is reached from there
record Target(
    Optional<Running> running,
    InetSocketAddress proxy,
    InetSocketAddress origin,
    Code code,
    Manner manner)
    implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  /// How the origin is reached.
  enum Manner {
    /// By connecting.
    PLAIN,
    /// By a request in SOCKS.
    SOCKS,
    /// By TLS.
    TLS,
    /// By a request in SOCKS within TLS.
    SOCKS_IN_TLS;

    boolean isInTls() {
      return this == TLS || this == SOCKS_IN_TLS;
    }

    boolean isAsked() {
      return this == SOCKS || this == SOCKS_IN_TLS;
    }
  }

  /// A stream to the origin that does what `role` says, see [Origin].
  Socket open(char role) throws IOException {
    Socket socket = connect();
    try {
      if (manner.isAsked()) {
        handshake(socket);
      }
      socket.getOutputStream().write(role);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// A stream to the proxy, or to the origin where there is none, on which nothing has been said but
  /// what TLS takes.
  Socket connect() throws IOException {
    return manner.isInTls() ? Tls.over(connectInTheClear()) : connectInTheClear();
  }

  private Socket connectInTheClear() throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(proxy, PATIENCE_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// A request for so many bytes of the origin.
  String get(int length) {
    String authority = origin.getAddress().getHostAddress() + ":" + origin.getPort();
    String target = (running.isPresent() ? "http://" + authority : "") + "/" + length;
    return "GET "
        + target
        + " HTTP/1.1\r\nHost: "
        + authority
        + "\r\nUser-Agent: bench\r\nAccept: */*\r\nProxy-Connection: keep-alive\r\n\r\n";
  }

  /// A relay of the proxy for datagrams, or the origin where there is no proxy, and the header that
  /// its datagrams begin with; it lives as long as `control`.
  record Relay(Socket control, InetSocketAddress address, byte[] header) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      control.close();
    }
  }

  /// A relay that is ours until we close it.
  Relay associate() throws IOException {
    Socket control = connect();
    try {
      if (running.isEmpty()) {
        return new Relay(control, origin, new byte[0]);
      }
      control.getOutputStream().write(new byte[] {5, 1, 0});
      expect(control.getInputStream().readNBytes(2), 2);
      control.getOutputStream().write(new byte[] {5, 3, 0, 1, 0, 0, 0, 0, 0, 0});
      byte[] reply = control.getInputStream().readNBytes(10);
      expect(reply, 10);
      int port = (reply[8] & 0xff) << 8 | reply[9] & 0xff;
      return new Relay(control, new InetSocketAddress(proxy.getAddress(), port), header());
    } catch (IOException e) {
      control.close();
      throw e;
    }
  }

  private byte[] header() {
    byte[] ip = origin.getAddress().getAddress();
    int port = origin.getPort();
    return new byte[] {0, 0, 0, 1, ip[0], ip[1], ip[2], ip[3], (byte) (port >> 8), (byte) port};
  }

  /// SOCKS 5 without authentication, step by step as most clients do it.
  private void handshake(Socket socket) throws IOException {
    socket.getOutputStream().write(new byte[] {5, 1, 0});
    expect(socket.getInputStream().readNBytes(2), 2);
    byte[] ip = origin.getAddress().getAddress();
    int port = origin.getPort();
    socket
        .getOutputStream()
        .write(
            new byte[] {5, 1, 0, 1, ip[0], ip[1], ip[2], ip[3], (byte) (port >> 8), (byte) port});
    expect(socket.getInputStream().readNBytes(10), 10);
  }

  private static void expect(byte[] reply, int length) throws IOException {
    if (reply.length < length || reply[1] != 0) {
      throw new IOException("the proxy did not grant the request");
    }
  }

  /// Seconds of CPU time that the proxy has used so far; NaN without one.
  double cpuSeconds() throws IOException {
    return running.isPresent() ? running.get().cpuSeconds() : Double.NaN;
  }

  /// What the proxy has in use; NaN without one.
  Memory memory() throws IOException {
    return running.isPresent() ? running.get().memory() : new Memory(Double.NaN, Double.NaN);
  }

  @Override
  public void close() {
    running.ifPresent(Running::close);
  }
}
