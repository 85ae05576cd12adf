package io.heddle.support;

import io.heddle.address.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Running proxy from the runtime image, started by its launcher. Closing it kills the process.
public final class HeddleImage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern LISTENING =
      Pattern.compile("^listening on \\S+:(\\d+) .*\\R", Pattern.MULTILINE);

  private static final Pattern STATUS_PAGE = Pattern.compile("status page on (\\S+)\\R");

  private final RunningProgram running;
  private final int port;

  private HeddleImage(RunningProgram running) {
    this.running = running;
    try {
      port = Integer.parseInt(running.prints(LISTENING).group(1));
    } catch (AssertionError e) {
      running.close();
      throw e;
    }
  }

  /// The folder of the image under test: the system property `heddle.image`.
  public static Path folder() {
    Path folder = Path.of(System.getProperty("heddle.image", "../proxy/target/image"));
    Prerequisites.check(
        Files.isExecutable(launcher(folder)),
        "an image at " + folder + " (scripts/image makes it)");
    return folder.toAbsolutePath().normalize();
  }

  /// The launcher in an image.
  public static Path launcher(Path image) {
    return image.resolve("bin/heddle");
  }

  /// The program as a user starts it who has only this folder: a home without any configuration, and
  /// no running proxy.
  public static Program programOf(Path home) {
    return program()
        .environment("XDG_RUNTIME_DIR", home)
        .environment("XDG_CONFIG_HOME", home)
        .environment("HOME", home);
  }

  /// The program, to be given a command.
  public static Program program() {
    return Program.at(launcher(folder()));
  }

  /// Starts a proxy without a configuration file on a free port.
  public static HeddleImage start() {
    return starting(program().with("run", "--listen", "127.0.0.1:0"));
  }

  /// Starts a proxy with this configuration file.
  public static HeddleImage start(Path config) {
    return starting(program().with("run", "--config", config));
  }

  /// Starts a proxy on a free port with one user.
  public static HeddleImage startFor(Credentials user, Path folder) {
    return start(
        TestFiles.write(
            folder.resolve("users.yaml"),
            """
            inbounds:
              - {listen: "127.0.0.1:0", users: {"%s": "%s"}}
            """
                .formatted(user.name(), user.password())));
  }

  /// Starts a proxy with a configuration of this text, in a new file in `folder`. The file is not
  /// shared, because the proxy reloads a changed file.
  public static HeddleImage start(Path folder, String config) {
    try {
      return start(TestFiles.write(Files.createTempFile(folder, "heddle", ".yaml"), config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts a proxy by any command line, and waits until it listens.
  public static HeddleImage starting(Program program) {
    return new HeddleImage(program.start());
  }

  /// Port of the first listener.
  public int port() {
    return port;
  }

  /// Address of the first listener, `127.0.0.1:PORT`.
  public String address() {
    return "127.0.0.1:" + port;
  }

  /// URL of the first listener, with credentials: `socks5h://alice:s3cret@127.0.0.1:PORT`.
  public String url(String scheme, Credentials... user) {
    String before = user.length == 0 ? "" : user[0] + "@";
    return scheme + "://" + before + address();
  }

  /// URL of the status page, `http://127.0.0.1:PORT/`.
  public String statusPage() {
    return running.prints(STATUS_PAGE).group(1);
  }

  /// Process of the proxy.
  public RunningProgram process() {
    return running;
  }

  /// Opens a scripted client connection.
  public Peer client() {
    return Peer.connect(Endpoint.parse(address()));
  }

  /// Opens a SOCKS 5 tunnel to an IPv4 origin, and returns its client end.
  public Peer tunnel(Origin origin) {
    Peer client = client();
    client.sends("05 01 00").receives("05 00");
    client.sends("05 01 00 01 7f 00 00 01 " + origin.portHex()).receives("05 00 00 01 7f 00 00 01");
    client.receivesBytes(2);
    return client;
  }

  /// Whether the proxy accepts new connections.
  public boolean accepts() {
    return FreePorts.accepts(port);
  }

  /// Lines of the log on standard error so far.
  public List<String> log() {
    return running.err().lines().toList();
  }

  /// Waits for a line of the log.
  public void logs(String part) {
    running.complains(Pattern.compile(Pattern.quote(part)));
  }

  /// Number of open descriptors, but for the few netlink sockets that it keeps.
  public int descriptors() {
    try {
      Set<String> netlink = NetlinkSockets.links();
      return count("fd", descriptor -> !netlink.contains(link(descriptor)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a descriptor links to; empty if it has just been closed.
  private static String link(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /// Number of threads, as counted by the operating system.
  public int threads() {
    return count("task", _ -> true);
  }

  private int count(String folder, Predicate<Path> counts) {
    try (Stream<Path> entries = Files.list(Path.of("/proc", "" + running.pid(), folder))) {
      return (int) entries.filter(counts).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Resident memory in bytes.
  public long residentBytes() {
    try (Stream<String> lines = Files.lines(Path.of("/proc", "" + running.pid(), "status"))) {
      String line = lines.filter(one -> one.startsWith("VmRSS:")).findFirst().orElseThrow();
      return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends SIGTERM, and waits for the end.
  public ProgramOutput stop() {
    running.terminate();
    return running.ends(PATIENCE);
  }

  @Override
  public void close() {
    running.close();
  }
}
