package io.heddle.cli;

import io.heddle.address.Endpoint;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The program that listens on a port. Known only on Linux, and only if the program is ours to look
/// at.
record PortOwner(String program, long pid) {

  /// Finds it by the inode of its socket.
  ///
  /// @param proc the folder `/proc`
  static Optional<PortOwner> find(Endpoint endpoint, Path proc) {
    try {
      Set<String> links = new HashSet<>();
      for (String table : new String[] {"net/tcp", "net/tcp6"}) {
        if (Files.isReadable(proc.resolve(table))) {
          for (String line : Files.readAllLines(proc.resolve(table))) {
            SocketLine.parse(line)
                .filter(socket -> socket.blocks(endpoint))
                .ifPresent(socket -> links.add("socket:[" + socket.inode() + "]"));
          }
        }
      }
      return links.isEmpty() ? Optional.empty() : holder(links, proc);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<PortOwner> holder(Set<String> links, Path proc) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, links)) {
          String program = Files.readString(process.resolve("comm")).strip();
          return Optional.of(new PortOwner(program, Long.parseLong(name(process))));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Path process, Set<String> links) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (links.contains(Files.readSymbolicLink(descriptor).toString())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      // Someone else's process, or it has just ended.
      return false;
    }
  }

  private static String name(Path path) {
    return path.getName(path.getNameCount() - 1).toString();
  }

  @Override
  public String toString() {
    return program + " (pid " + pid + ")";
  }
}
