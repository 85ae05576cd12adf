import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The origin, reached through a proxy or directly, and what that costs the proxy.
///
/// @param processes the proxy, and what is behind it; closing this ends them
/// @param warmUp see [Peer]
/// @param manner how the origin is reached
record Target(
    List<Process> processes,
    InetSocketAddress proxy,
    InetSocketAddress origin,
    Duration warmUp,
    Manner manner)
    implements AutoCloseable {
  private static final int TICKS_PER_SECOND = 100;
  private static final int PATIENCE_MILLIS = 10_000;

  /// How the origin is reached.
  enum Manner {
    DIRECT,
    /// By a request in SOCKS.
    SOCKS,
    /// The same within TLS.
    SOCKS_IN_TLS,
    /// By TLS alone.
    ORIGIN_IN_TLS;

    boolean isInTls() {
      return this == SOCKS_IN_TLS || this == ORIGIN_IN_TLS;
    }

    boolean isAsked() {
      return this == SOCKS || this == SOCKS_IN_TLS;
    }
  }

  static Target direct(InetSocketAddress origin, Duration warmUp) {
    return new Target(List.of(), origin, origin, warmUp, Manner.DIRECT);
  }

  static Target through(
      List<Process> processes,
      InetSocketAddress proxy,
      InetSocketAddress origin,
      Duration warmUp,
      Manner manner) {
    return new Target(processes, proxy, origin, warmUp, manner);
  }

  /// A stream to the origin that does what `role` says, see [Origin].
  Socket open(char role) throws IOException {
    Socket socket = manner.isInTls() ? Tls.over(connect()) : connect();
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

  /// A stream to the proxy, or to the origin where there is none, on which nothing has been said.
  Socket connect() throws IOException {
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
    String target = (!processes.isEmpty() ? "http://" + authority : "") + "/" + length;
    return "GET " + target + " HTTP/1.1\r\nHost: " + authority
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
      if (processes.isEmpty()) {
        return new Relay(control, origin, new byte[0]);
      }
      control.getOutputStream().write(new byte[] {5, 1, 0});
      expect(control.getInputStream().readNBytes(2), 2);
      control.getOutputStream().write(new byte[] {5, 3, 0, 1, 0, 0, 0, 0, 0, 0});
      byte[] reply = control.getInputStream().readNBytes(10);
      expect(reply, 10);
      int port = (reply[8] & 0xff) << 8 | reply[9] & 0xff;
      return new Relay(
          control, new InetSocketAddress(proxy.getAddress(), port), header());
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
        .write(new byte[] {5, 1, 0, 1, ip[0], ip[1], ip[2], ip[3], (byte) (port >> 8), (byte) port});
    expect(socket.getInputStream().readNBytes(10), 10);
  }

  private static void expect(byte[] reply, int length) throws IOException {
    if (reply.length < length || reply[1] != 0) {
      throw new IOException("the proxy did not grant the request");
    }
  }

  void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (true) {
      try {
        if (processes.size() > 1) {
          open('E').close();
        } else {
          connect().close();
        }
        return;
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("the proxy did not start", e);
        }
        Thread.sleep(20);
      }
    }
  }

  /// Seconds of CPU time that the proxy has used so far, with all processes that it has started.
  double cpuSeconds() throws IOException {
    if (processes.isEmpty()) {
      return Double.NaN;
    }
    Process first = processes.getFirst();
    double sum = cpuSeconds(first.toHandle());
    for (ProcessHandle child : first.descendants().toList()) {
      sum += cpuSeconds(child);
    }
    return sum;
  }

  private static double cpuSeconds(ProcessHandle process) throws IOException {
    // The fields after the program's name in parentheses; utime and stime are the 14th and 15th.
    String stat = Files.readString(Path.of("/proc", "" + process.pid(), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return (double) ticks / TICKS_PER_SECOND;
  }

  /// The proxy's resident memory in kB.
  double residentKilobytes() throws IOException {
    if (processes.isEmpty()) {
      return Double.NaN;
    }
    return Files.readAllLines(Path.of("/proc", "" + processes.getFirst().pid(), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.toHandle().destroyForcibly();
      process.waitFor();
    }
  }
}
