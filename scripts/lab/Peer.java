import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A proxy to measure.
///
/// @param speaks what clients may say to it
/// @param warmUp after which it forwards requests as fast as it will
/// @param command starts it on a port of 127.0.0.1; empty for a direct connection
/// @param behind starts what it goes through; nothing if empty
record Peer(
    String name, Set<Protocol> speaks, Duration warmUp, Command command, List<String> behind) {
  Peer(String name, Set<Protocol> speaks, Duration warmUp, Command command) {
    this(name, speaks, warmUp, command, List.of());
  }

  /// A JVM compiles while it works.
  private static final Duration LONG = Duration.ofSeconds(10);

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Set<Protocol> SOCKS = Set.of(Protocol.SOCKS);
  private static final Set<Protocol> HTTP = Set.of(Protocol.HTTP);
  private static final Set<Protocol> UDP = Set.of(Protocol.UDP);
  private static final Set<Protocol> TLS = Set.of(Protocol.TLS);
  private static final Set<Protocol> ALL = Set.of(Protocol.SOCKS, Protocol.HTTP, Protocol.UDP);

  /// What a proxy is asked in.
  enum Protocol {
    SOCKS,
    /// HTTP requests that it forwards.
    HTTP,
    /// UDP ASSOCIATE of SOCKS 5.
    UDP,
    /// The same as [#SOCKS], where it goes through another proxy in TLS.
    CHAIN,
    /// TLS with SOCKS inside; or with nothing inside, where it only takes TLS off.
    TLS
  }

  /// How a proxy is started.
  interface Command {
    List<String> onPort(int port) throws IOException;
  }

  /// Heddle, those of the others that are on the PATH, and no proxy at all.
  ///
  /// @param origin to which those lead that cannot be asked
  static List<Peer> installed(String image, InetSocketAddress origin)
      throws IOException, InterruptedException {
    List<Peer> peers = new ArrayList<>();
    Path folder = certificate();
    peers.add(chained("heddle, HTTP/1.1 to the next", image, "never", folder));
    peers.add(chained("heddle, HTTP/2 to the next", image, "required", folder));
    peers.add(heddle(Path.of(image)));
    add(
        peers, "microsocks", SOCKS, port -> List.of("microsocks", "-i", "127.0.0.1", "-p", "" + port));
    add(peers, "danted", UDP, port -> List.of("danted", "-f", dante(port), "-p", "/dev/null"));
    add(peers, "squid", HTTP, port -> List.of("squid", "-N", "-f", squid(port)));
    add(peers, "privoxy", HTTP, port -> List.of("privoxy", "--no-daemon", privoxy(port)));
    add(peers, "tinyproxy", HTTP, port -> List.of("tinyproxy", "-d", "-c", tinyproxy(port)));
    peers.add(new Peer("direct", ALL, SHORT, port -> List.of()));
    peers.add(
        new Peer(
            "heddle",
            TLS,
            LONG,
            port -> List.of(image + "/bin/heddle", "run", "--config", heddle(port, folder))));
    add(
        peers,
        "haproxy",
        TLS,
        port -> List.of("haproxy", "-db", "-f", haproxy(port, origin, folder)));
    return peers;
  }

  /// The one in `image`.
  static Peer heddle(Path image) {
    String program = image.resolve("bin/heddle").toString();
    return new Peer(
        "heddle", ALL, LONG, port -> List.of(program, "run", "--config", heddle(port)));
  }

  /// Heddle through another Heddle in TLS; what it costs the other is not measured.
  private static Peer chained(String name, String image, String http2, Path folder)
      throws IOException {
    int next = freePort();
    String entrance =
        """
        inbounds:
          - {listen: "127.0.0.1:%d", tls: {certificate: "%s/cert.pem", key: "%s/key.pem"}}
        log: {access: false}
        """
            .formatted(next, folder, folder);
    Command command =
        port -> {
          String config =
              """
              inbounds: [{listen: "127.0.0.1:%d"}]
              outbounds: {next: {url: "https://127.0.0.1:%d", http2: %s, tls: {ca: "%s/cert.pem"}}}
              default: next
              log: {access: false}
              """
                  .formatted(port, next, http2, folder);
          return List.of(image + "/bin/heddle", "run", "--config", file(config));
        };
    List<String> behind = List.of(image + "/bin/heddle", "run", "--config", file(entrance));
    return new Peer(name, Set.of(Protocol.CHAIN), LONG, command, behind);
  }

  /// A certificate for 127.0.0.1 and its key, in a new folder.
  private static Path certificate() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("bench");
    List<String> command =
        List.of(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-days", "2", "-subj", "/CN=bench", "-addext", "subjectAltName=IP:127.0.0.1",
            "-keyout", folder + "/key.pem", "-out", folder + "/cert.pem");
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    if (process.waitFor() != 0) {
      throw new IOException("openssl made no certificate");
    }
    // Deleted in the opposite order.
    for (Path path : List.of(folder, folder.resolve("key.pem"), folder.resolve("cert.pem"))) {
      path.toFile().deleteOnExit();
    }
    return folder;
  }

  private static String heddle(int port, Path folder) throws IOException {
    return file(
        """
        inbounds:
          - {listen: "127.0.0.1:%d", tls: {certificate: "%s/cert.pem", key: "%2$s/key.pem"}}
        log: {access: false}
        """
            .formatted(port, folder));
  }

  /// It cannot be asked for a target, so it has but one.
  private static String haproxy(int port, InetSocketAddress origin, Path folder)
      throws IOException {
    String both =
        file(
            Files.readString(folder.resolve("cert.pem"))
                + Files.readString(folder.resolve("key.pem")));
    return file(
        """
        global
          ssl-default-bind-options ssl-min-ver TLSv1.2
        defaults
          mode tcp
          timeout connect 5s
          timeout client 60s
          timeout server 60s
        listen origin
          bind 127.0.0.1:%d ssl crt %s
          server origin 127.0.0.1:%d
        """
            .formatted(port, both, origin.getPort()));
  }

  /// Without a line in the log for each request, which the others do not write either.
  private static String heddle(int port) throws IOException {
    return file(
        """
        inbounds: [{listen: "127.0.0.1:%d"}]
        log: {access: false}
        """
            .formatted(port));
  }

  private static String dante(int port) throws IOException {
    return file(
        """
        logoutput: /dev/null
        internal: 127.0.0.1 port = %d
        external: lo
        clientmethod: none
        socksmethod: none
        user.privileged: root
        user.unprivileged: nobody
        client pass { from: 127.0.0.0/8 to: 127.0.0.0/8 }
        socks pass { from: 127.0.0.0/8 to: 127.0.0.0/8 protocol: tcp udp }
        """
            .formatted(port));
  }

  /// One process, no cache, no log.
  private static String squid(int port) throws IOException {
    return file(
        """
        http_port 127.0.0.1:%d
        acl here src 127.0.0.0/8
        http_access allow here
        cache deny all
        access_log none
        cache_log /dev/null
        pid_filename none
        pinger_enable off
        netdb_filename none
        shutdown_lifetime 0 seconds
        """
            .formatted(port));
  }

  /// No filters; connections are kept and shared.
  private static String privoxy(int port) throws IOException {
    return file(
        """
        listen-address 127.0.0.1:%d
        toggle 0
        keep-alive-timeout 300
        connection-sharing 1
        tolerate-pipelining 1
        """
            .formatted(port));
  }

  private static String tinyproxy(int port) throws IOException {
    return file(
        """
        Port %d
        Listen 127.0.0.1
        Timeout 600
        MaxClients 1000
        LogLevel Critical
        DisableViaHeader Yes
        """
            .formatted(port));
  }

  private static String file(String text) throws IOException {
    Path file = Files.createTempFile("peer", ".conf");
    file.toFile().deleteOnExit();
    return Files.writeString(file, text).toString();
  }

  private static void add(
      List<Peer> peers, String program, Set<Protocol> speaks, Command command) {
    if (find(program).isPresent()) {
      peers.add(new Peer(program, speaks, SHORT, command));
    } else {
      System.out.println("not measured: " + program + " is not installed");
    }
  }

  /// Servers lie where not everybody's PATH leads.
  private static Optional<Path> find(String program) {
    return Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Target.Manner manner() {
    if (!speaks.contains(Protocol.TLS)) {
      return Target.Manner.SOCKS;
    }
    return name.equals("heddle") ? Target.Manner.SOCKS_IN_TLS : Target.Manner.ORIGIN_IN_TLS;
  }

  /// Starts it in front of `origin`.
  Target start(InetSocketAddress origin) throws IOException, InterruptedException {
    int port = freePort();
    List<String> words = command.onPort(port);
    if (words.isEmpty()) {
      return Target.direct(origin, warmUp);
    }
    List<Process> processes = new ArrayList<>(List.of(started(words)));
    if (!behind.isEmpty()) {
      processes.add(started(behind));
    }
    Target target =
        Target.through(
            processes, new InetSocketAddress(origin.getAddress(), port), origin, warmUp, manner());
    target.awaitReady();
    return target;
  }

  private static Process started(List<String> words) throws IOException {
    return new ProcessBuilder(words)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
