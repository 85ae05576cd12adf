package io.heddle.support;

import java.nio.file.Path;

/// Two network namespaces joined by two links: a laptop, and all that lies outside of it. Needs Linux and
/// root. The namespaces are joined to nothing else.
///
///     laptop   eth0 10.30.0.2 ─────── 10.30.0.1 up0   outside, which also has 203.0.113.5
///              eth1 10.31.0.2 ─────── 10.31.0.1 up1
///
/// The default route of the laptop leads over the first link, or over the second one without it.
public final class TwoUplinks implements AutoCloseable {
  /// An address that the laptop reaches by either link.
  public static final String FAR = "203.0.113.5";

  private final String laptop = "heddle-laptop-" + ProcessHandle.current().pid();
  private final String outside = "heddle-outside-" + ProcessHandle.current().pid();
  private final Path resolver;

  private TwoUplinks(Path resolver) {
    this.resolver = resolver;
  }

  /// The two namespaces, which the caller closes.
  ///
  /// @param resolver file that programs on the laptop have as `/etc/resolv.conf`
  public static TwoUplinks open(Path resolver) {
    TwoUplinks made = new TwoUplinks(resolver);
    ip("netns", "add", made.laptop).run().succeeds();
    ip("netns", "add", made.outside).run().succeeds();
    for (int link = 0; link < 2; link++) {
      String eth = "eth" + link;
      String up = "up" + link;
      made.onLaptop("link", "add", eth, "type", "veth", "peer", "name", up, "netns", made.outside);
      made.onLaptop("addr", "add", "10.3" + link + ".0.2/24", "dev", eth);
      made.onLaptop("link", "set", eth, "up");
      made.outside("addr", "add", "10.3" + link + ".0.1/24", "dev", up);
      made.outside("link", "set", up, "up");
      made.onLaptop("route", "add", "default", "via", "10.3" + link + ".0.1", "metric", 1 + link);
    }
    made.onLaptop("link", "set", "lo", "up");
    made.outside("link", "set", "lo", "up");
    made.outside("addr", "add", FAR + "/32", "dev", "lo");
    return made;
  }

  private static Program ip(Object... arguments) {
    return Program.installed("ip").with(arguments);
  }

  /// Changes the laptop by `ip`.
  public void onLaptop(Object... arguments) {
    ip("-n", laptop).with(arguments).run().succeeds();
  }

  private void outside(Object... arguments) {
    ip("-n", outside).with(arguments).run().succeeds();
  }

  /// Program on the laptop; its name and arguments are still to be added.
  public Program laptop() {
    return ip("netns", "exec", laptop, "unshare", "--mount", "sh", "-c")
        .with("mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"", resolver);
  }

  /// Program outside; its name and arguments are still to be added.
  public Program outside() {
    return ip("netns", "exec", outside);
  }

  /// Ends the processes in the namespaces, which would keep them alive.
  @Override
  public void close() {
    for (String name : new String[] {laptop, outside}) {
      ip("netns", "pids", name)
          .run()
          .out()
          .lines()
          .forEach(pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroy));
      ip("netns", "del", name).run().succeeds();
    }
  }
}
