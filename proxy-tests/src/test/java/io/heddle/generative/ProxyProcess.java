package io.heddle.generative;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.support.Await;
import io.heddle.support.ChildJvm;
import io.heddle.support.ClientTransport;
import io.heddle.support.NetlinkSockets;
import io.heddle.support.Peer;
import io.heddle.support.RunningProgram;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Proxy with a listener of each kind, in a JVM of its own: its log and its descriptors are nobody
/// else's.
final class ProxyProcess implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (\\S+) .*\\R");
  private static final Pattern STATUS_PAGE = Pattern.compile("status page on http://([^/\\s]+)");
  private static final Pattern ACTIVE = Pattern.compile("\"active\":(\\d+)");

  /// Limit of a read that waits for the proxy, far above the time limits of the proxy.
  static final Duration READ = Duration.ofSeconds(40);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RunningProgram program;
  private final SelfSignedCertificate certificate;
  private final Map<Gate, Address> addresses = new EnumMap<>(Gate.class);
  private final Endpoint statusPage;

  private ProxyProcess(RunningProgram program, SelfSignedCertificate certificate, Path folder) {
    this.program = program;
    this.certificate = certificate;
    statusPage = Endpoint.parse(program.prints(STATUS_PAGE).group(1));
    Matcher listening = LISTENING.matcher(program.out());
    for (Gate gate : Gate.values()) {
      if (!listening.find()) {
        throw new AssertionError("too few listeners: " + program.out());
      }
      addresses.put(gate, Address.parse(listening.group(1)));
    }
    Path control = folder.resolve("heddle").resolve(program.pid() + ".sock");
    Await.until("its last socket is open", () -> Files.exists(control));
  }

  /// Starts a proxy.
  ///
  /// @param rest of the configuration, after the listeners and the time limits
  static ProxyProcess start(Path folder, SelfSignedCertificate certificate, String rest) {
    String inbounds =
        Arrays.stream(Gate.values())
            .map(gate -> "  - " + gate.inbound(certificate, folder.resolve("s").toString()))
            .collect(Collectors.joining("\n"));
    String config =
        """
        inbounds:
        %s
        admin: {listen: '127.0.0.1:0'}
        timeouts: {handshake: 10s, connect: 10s, idle: 8s, half-closed: 8s, udp-idle: 8s, drain: 0}
        log: {level: debug}
        %s
        """
            .formatted(inbounds, rest);
    Path file = TestFiles.write(folder.resolve("heddle.yaml"), config);
    try {
      return new ProxyProcess(
          ChildJvm.program(
              Map.of("XDG_RUNTIME_DIR", folder.toString()), "run", "--config", file.toString()),
          certificate,
          folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Connects to a listener.
  Peer connect(Gate gate) {
    return ClientTransport.connect(addresses.get(gate)).waitsFor(READ);
  }

  /// Connects to a listener, and sends what its balancer sends.
  ///
  /// @param applicationProtocols offered in TLS
  Peer open(Gate gate, String... applicationProtocols) {
    Peer peer = connect(gate);
    return switch (gate) {
      case TLS ->
          peer.shakesHands(certificate.trusting(), "TLSv1.3", applicationProtocols).waitsFor(READ);
      case BALANCED -> peer.sendsText(Gate.PROXY_HEADER);
      case PLAIN, USERS, TRANSPARENT, UNIX -> peer;
    };
  }

  /// Descriptors of its sockets.
  List<String> sockets() {
    try (Stream<Path> links = Files.list(Path.of("/proc", "" + program.pid(), "fd"))) {
      List<String> sockets =
          links
              .map(ProxyProcess::target)
              .filter(target -> target.startsWith("socket:"))
              .sorted()
              .toList();
      // Read after the descriptors, so that it has the sockets of all of them.
      Set<String> netlink = NetlinkSockets.links();
      return sockets.stream().filter(socket -> !netlink.contains(socket)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // Closed since it was listed.
    }
  }

  /// Status, as the admin server tells it.
  private String status() {
    try (Peer visitor = Peer.connect(statusPage)) {
      String request = "GET /status HTTP/1.1\r\nHost: " + statusPage + "\r\n\r\n";
      return visitor.sendsText(request).receivesRest();
    }
  }

  /// Number of registered connections.
  int connections() {
    Matcher active = ACTIVE.matcher(status());
    if (!active.find()) {
      throw new AssertionError("no number of connections: " + active);
    }
    return Integer.parseInt(active.group(1));
  }

  /// Writes its log to a file.
  void saveLog(Path file) {
    TestFiles.write(file, program.err());
  }

  /// Lines of the log that tell an error of the program.
  List<String> errors() {
    return program
        .err()
        .lines()
        .filter(line ->
            line.contains(" ERROR ") || line.startsWith("\tat ") || line.contains("Exception"))
        .toList();
  }

  /// Whether it has not ended.
  boolean isAlive() {
    return program.isAlive();
  }

  /// Sends SIGTERM, and returns the exit code.
  int stop() {
    program.terminate();
    return program.ends(PATIENCE).exitCode();
  }

  @Override
  public void close() {
    program.close();
  }
}
