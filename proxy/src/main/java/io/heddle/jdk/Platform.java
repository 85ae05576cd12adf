package io.heddle.jdk;

import java.nio.file.Path;

/// Platform of this process: the one place that is asked before something is used that only Linux has.
///
///     [#isLinux]    splice(2), epoll(7), sendmsg(2) and recvmmsg(2) in batches; sockets and messages
///                   of systemd; sockets of other processes
///     [#proc]       processes, their sockets and limits
///     [#hasPeerCredentials]   SO_PEERCRED, which macOS has as well
///
/// With `-Dheddle.portable=true` the answers are those of a system that has nothing of it. So the
/// program runs on Linux as it would elsewhere, and `HEDDLE_PORTABLE=1 scripts/test` tests that.
public final class Platform {
  private static final boolean PORTABLE = Boolean.getBoolean("heddle.portable");
  private static final boolean LINUX = !PORTABLE && "Linux".equals(System.getProperty("os.name"));
  private static final Path PROC = Path.of(LINUX ? "/proc" : "/nonexistent");

  private Platform() {}

  /// Whether this system is Linux, and what Linux alone has may be used.
  public static boolean isLinux() {
    return LINUX;
  }

  /// Whether the JDK may tell the user at the other end of a UNIX socket.
  public static boolean hasPeerCredentials() {
    return !PORTABLE;
  }

  /// The folder `/proc` of Linux; elsewhere a path that does not exist, so that each reader finds
  /// nothing there, as it must where a process has just ended.
  public static Path proc() {
    return PROC;
  }
}
