package io.heddle.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// sshd on a loopback port that accepts the user of the test with a generated key.
public final class SshServer implements AutoCloseable {
  private final RunningProgram running;
  private final Path key;
  private final int port;

  private SshServer(RunningProgram running, Path key, int port) {
    this.running = running;
    this.key = key;
    this.port = port;
  }

  /// Starts sshd with keys and settings in `folder`.
  public static SshServer start(Path folder) {
    Program sshd = Program.installed("sshd");
    makePrivilegeSeparationFolder();
    Path hostKey = makeKey(folder.resolve("host_key"));
    Path key = makeKey(folder.resolve("user_key"));
    int port = FreePorts.free();
    Path config = TestFiles.write(folder.resolve("sshd_config"), config(port, hostKey, key));
    // -D: in the foreground, -e: logging to stderr.
    RunningProgram running = sshd.with("-D", "-e", "-f", config).start();
    SshServer server = new SshServer(running, key, port);
    Await.until("sshd listens", () -> server.listensOrFails());
    return server;
  }

  private static String config(int port, Path hostKey, Path key) {
    return """
    ListenAddress 127.0.0.1:%d
    HostKey %s
    AuthorizedKeysFile %s.pub
    PidFile none
    UsePAM no
    # The folder of the keys lies in one that everybody may write to.
    StrictModes no
    PermitRootLogin prohibit-password
    PasswordAuthentication no
    """
        .formatted(port, hostKey, key);
  }

  /// Creates a folder that sshd requires when started by root, and that is usually created at boot.
  private static void makePrivilegeSeparationFolder() {
    if (System.getProperty("user.name").equals("root") && Files.isDirectory(Path.of("/run"))) {
      TestFiles.folder(Path.of("/run/sshd"));
    }
  }

  private static Path makeKey(Path file) {
    Program.installed("ssh-keygen")
        .with("-q", "-t", "ed25519", "-N", "", "-f", file)
        .run()
        .succeeds();
    return file;
  }

  private boolean listensOrFails() {
    if (!running.isAlive()) {
      throw new AssertionError("sshd ended: " + running.err());
    }
    return FreePorts.accepts(port);
  }

  /// ssh client that connects to this server through a proxy command with `%h` and `%p`.
  public Program client(String proxyCommand) {
    return Program.installed("ssh")
        .with(options().toArray())
        .with("-p", port, "-o", "ProxyCommand=" + proxyCommand)
        .with("localhost");
  }

  /// The command line of an ssh client that may log in here, without the port and the target.
  public String command() {
    Program.installed("ssh");
    return "ssh " + String.join(" ", options());
  }

  private List<String> options() {
    return List.of(
        ("-F /dev/null -i "
                + key
                + " -o BatchMode=yes -o IdentitiesOnly=yes -o LogLevel=ERROR"
                + " -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null")
            .split(" ", -1));
  }

  /// The URL of a folder here.
  public String url(Path of) {
    return "ssh://localhost:" + port + of.toAbsolutePath();
  }

  /// Its port.
  public int port() {
    return port;
  }

  @Override
  public void close() {
    running.close();
  }
}
