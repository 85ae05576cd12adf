package io.heddle.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Netlink sockets of this network namespace. The proxy keeps a few of them to ask the kernel for the
/// users of its clients, so they are no connections that it has left open.
///
///     sk  Eth Pid  Groups  Rmem  Wmem  Dump  Locks  Drops  Inode
public final class NetlinkSockets {
  private static final Path TABLE = Path.of("/proc/net/netlink");

  private NetlinkSockets() {}

  /// Links of descriptors to them, such as `socket:[40413]`.
  public static Set<String> links() throws IOException {
    List<String> lines = Files.readAllLines(TABLE);
    return lines.subList(1, lines.size()).stream()
        .map(String::strip)
        .map(line -> "socket:[" + line.substring(line.lastIndexOf(' ') + 1) + "]")
        .collect(Collectors.toSet());
  }
}
