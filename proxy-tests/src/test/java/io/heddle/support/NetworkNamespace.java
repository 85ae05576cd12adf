package io.heddle.support;

/// Network namespace, connected to that of this machine by one link. Needs Linux and root.
///
///     here 10.213.7.1 ─── 10.213.7.2 there, which also has 192.0.2.5
///
/// The two addresses of the link depend on the process id, so that test runs do not conflict.
public final class NetworkNamespace implements AutoCloseable {
  /// An address that only the namespace has.
  public static final String INSIDE = "192.0.2.5";

  private final long pid = ProcessHandle.current().pid();
  private final String name = "heddle-" + pid;
  private final String link = "hdl" + pid % 1_000_000;
  private final String net = "10.213." + pid / 64 % 256 + ".";
  private final long number = pid % 64 * 4;

  private NetworkNamespace() {}

  /// Whether this process may create namespaces.
  public static boolean isPossible() {
    String probe = "heddle-probe-" + ProcessHandle.current().pid();
    return ip("netns", "add", probe).run().exitCode() == 0
        && ip("netns", "del", probe).run().exitCode() == 0;
  }

  /// A namespace, which the caller closes.
  public static NetworkNamespace open() {
    NetworkNamespace made = new NetworkNamespace();
    String name = made.name;
    ip("netns", "add", name).run().succeeds();
    String link = made.link;
    ip("link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", name).run().succeeds();
    ip("addr", "add", made.here() + "/30", "dev", link).run().succeeds();
    ip("link", "set", link, "up").run().succeeds();
    made.inside("addr", "add", made.net + (made.number + 2) + "/30", "dev", "eth0");
    made.inside("addr", "add", INSIDE + "/32", "dev", "lo");
    made.inside("link", "set", "lo", "up");
    made.inside("link", "set", "eth0", "up");
    return made;
  }

  private static Program ip(String... arguments) {
    return Program.installed("ip").with((Object[]) arguments);
  }

  private void inside(String... arguments) {
    ip("-n", name).with((Object[]) arguments).run().succeeds();
  }

  /// Gives it one more address.
  public void add(String address) {
    inside("addr", "add", address, "dev", "lo");
  }

  /// Address of this machine on the link.
  public String here() {
    return net + (number + 1);
  }

  /// Program that runs in the namespace; its name and arguments are still to be added.
  public Program program() {
    return ip("netns", "exec", name);
  }

  /// Ends the processes in the namespace, which would keep it and the link alive.
  @Override
  public void close() {
    ip("netns", "pids", name)
        .run()
        .out()
        .lines()
        .forEach(pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroy));
    ip("link", "del", link).run();
    ip("netns", "del", name).run().succeeds();
  }
}
