package io.heddle.support;

import java.util.ArrayList;
import java.util.List;

/// A network namespace beside that of this machine, joined to it by one link. Linux, and root only.
///
///     here 10.x.y.1 ─── 10.x.y.2 there, which also has 192.0.2.5
///
/// The link's network is one of this process, so that two test runs on a machine do not meet.
public final class NetworkNamespace implements AutoCloseable {
  /// An address that only the namespace has.
  public static final String INSIDE = "192.0.2.5";

  private static final long ID = ProcessHandle.current().pid() % 65_536;

  private final String network = "10." + ID / 256 + "." + ID % 256 + ".";
  private final String name = "heddle-" + ProcessHandle.current().pid();
  private final String link = "hdl" + ProcessHandle.current().pid() % 1_000_000;

  private NetworkNamespace() {}

  /// Whether this process may make one.
  public static boolean isPossible() {
    String probe = "heddle-probe-" + ProcessHandle.current().pid();
    return Command.of("ip", "netns", "add", probe).run().exitCode() == 0
        && Command.of("ip", "netns", "del", probe).run().exitCode() == 0;
  }

  /// A namespace, which the caller closes.
  public static NetworkNamespace open() {
    NetworkNamespace made = new NetworkNamespace();
    String name = made.name;
    Command.of("ip", "netns", "add", name).run().succeeds();
    String link = made.link;
    Command.of("ip", "link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", name)
        .run()
        .succeeds();
    Command.of("ip", "addr", "add", made.here() + "/30", "dev", link).run().succeeds();
    Command.of("ip", "link", "set", link, "up").run().succeeds();
    made.ip("addr", "add", made.network + "2/30", "dev", "eth0");
    made.ip("addr", "add", INSIDE + "/32", "dev", "lo");
    made.ip("link", "set", "lo", "up");
    made.ip("link", "set", "eth0", "up");
    return made;
  }

  private void ip(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip", "-n", name));
    command.addAll(List.of(arguments));
    Command.of(command.toArray(String[]::new)).run().succeeds();
  }

  /// This machine, as seen from both.
  public String here() {
    return network + "1";
  }

  /// A command that runs inside.
  public Command command(String... words) {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", name));
    command.addAll(List.of(words));
    return Command.of(command.toArray(String[]::new));
  }

  /// Ends what still runs inside, which would keep the namespace and with it the link.
  @Override
  public void close() {
    Command.of("ip", "netns", "pids", name)
        .run()
        .output()
        .lines()
        .forEach(pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroy));
    Command.of("ip", "link", "del", link).run();
    Command.of("ip", "netns", "del", name).run().succeeds();
  }
}
