package io.heddle.app;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.UnixPath;
import io.heddle.address.UnixUser;
import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.Platform;
import io.heddle.net.peer.ProcNetSocket;
import io.heddle.net.peer.ProcProcess;
import io.heddle.net.peer.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Program that listens on a port or a UNIX socket. It can be found on Linux only, and only if this
/// user may inspect its process.
public record PortOwner(String program, long pid) {
  private static final String HEDDLE = "heddle";

  /// The columns of `/proc/net/unix`: `Num RefCount Protocol Flags Type St Inode Path`.
  private static final int UNIX_COLUMNS = 8;

  /// The flag `__SO_ACCEPTCON` of a listening UNIX socket.
  private static final String LISTENING = "00010000";

  /// Finds the program in this system.
  public static Optional<PortOwner> find(Address address) {
    return find(address, Platform.proc());
  }

  /// Whether it is Heddle.
  boolean isHeddle() {
    return program.equals(HEDDLE);
  }

  /// Finds the program by the inode of its socket.
  ///
  /// @param proc the folder `/proc`
  static Optional<PortOwner> find(Address address, Path proc) {
    try {
      Set<String> links = new HashSet<>();
      for (String inode : inodes(address, proc)) {
        links.add("socket:[" + inode + "]");
      }
      return links.isEmpty() ? Optional.empty() : holder(links, proc);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<String> inodes(Address address, Path proc) throws IOException {
    return switch (address) {
      case Endpoint endpoint ->
          lines(proc, "net/tcp", "net/tcp6")
              .flatMap(line -> ProcNetSocket.parse(line).stream())
              .filter(socket -> socket.blocks(endpoint))
              .map(ProcNetSocket::inode)
              .toList();
      case UnixPath(String path) ->
          lines(proc, "net/unix")
              .map(line -> line.strip().split("\\s+", UNIX_COLUMNS))
              .filter(columns -> columns.length == UNIX_COLUMNS)
              .filter(columns -> columns[3].equals(LISTENING) && columns[7].equals(path))
              .map(columns -> columns[6])
              .toList();
      case UnixUser _ -> List.of();
    };
  }

  private static Stream<String> lines(Path proc, String... tables) throws IOException {
    assert BlockingCheck.isAllowed();
    List<String> lines = new ArrayList<>();
    for (String table : tables) {
      if (Files.isReadable(proc.resolve(table))) {
        lines.addAll(Files.readAllLines(proc.resolve(table)));
      }
    }
    return lines.stream();
  }

  private static Optional<PortOwner> holder(Set<String> links, Path proc) throws IOException {
    Optional<ProcProcess> holder = new ProcessTable(proc).holder(links);
    return holder.isEmpty()
        ? Optional.empty()
        : Optional.of(new PortOwner(holder.get().name(), holder.get().pid()));
  }

  @Override
  public String toString() {
    return program + " (pid " + pid + ")";
  }
}
