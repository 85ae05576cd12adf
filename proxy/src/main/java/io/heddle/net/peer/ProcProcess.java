package io.heddle.net.peer;

import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Process in Linux's `/proc`. Files of other users' processes cannot be read without root.
///
///     /proc/4711/stat   4711 (git-remote-http) S 4710 4700 …    comm, state, parent, process group
///     /proc/4711/exe    symbolic link to the file of the program
///     /proc/4711/fd/7   symbolic link to socket:[40413], by the inode of the socket
///
/// @param folder its folder
public record ProcProcess(Path folder) {
  private static final int MAX_ANCESTORS = 8;
  private static final String DELETED = " (deleted)";
  private static final String JAVA = "java";
  private static final String HEDDLE = "heddle";
  private static final String HEDDLE_MAIN = "io.heddle/io.heddle.Main";

  /// The line `stat`, as far as it is used.
  private record ProcStat(String comm, String parent, String group) {
    /// A comm may have any characters, also parentheses.
    static ProcStat parse(String line) throws IOException {
      int begin = line.indexOf('(');
      int end = line.lastIndexOf(')');
      String[] rest = line.substring(end + 1).strip().split(" ", 4);
      if (begin < 0 || end < begin || rest.length < 4) {
        throw new IOException("not the state of a process");
      }
      return new ProcStat(line.substring(begin + 1, end), rest[1], rest[2]);
    }
  }

  /// The number of the process.
  public long pid() {
    return Long.parseLong(folder.getName(folder.getNameCount() - 1).toString());
  }

  /// Those of these links, such as `socket:[40413]`, that are descriptors of the process; none if the
  /// process belongs to another user, or has just ended.
  public Set<String> descriptors(Set<String> links) {
    assert BlockingCheck.isAllowed();
    Set<String> found = new HashSet<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(folder.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        Optional<String> link = target(descriptor).filter(links::contains);
        link.ifPresent(found::add);
        if (found.size() == links.size()) {
          break;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // See above.
    }
    return found;
  }

  /// What a descriptor links to; empty if it has just been closed.
  private static Optional<String> target(Path descriptor) throws IOException {
    assert BlockingCheck.isAllowed();
    try {
      return Optional.of(Files.readSymbolicLink(descriptor).toString());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// The name of the program: that of its process, or `heddle`.
  public String name() throws IOException {
    return name(stat());
  }

  private String name(ProcStat stat) throws IOException {
    return stat.comm().equals(JAVA) && isHeddle() ? HEDDLE : stat.comm();
  }

  /// The program, with all its names.
  LocalProgram program() throws IOException {
    ProcStat own = stat();
    Set<String> names = new LinkedHashSet<>();
    ProcProcess process = this;
    ProcStat stat = own;
    for (int i = 0; i < MAX_ANCESTORS && stat.group().equals(own.group()); i++) {
      String name = process.name(stat);
      if (i > 0 && name.equals(HEDDLE)) {
        // The process of `heddle exec` starts any program.
        break;
      }
      names.add(name);
      process.fileName().ifPresent(names::add);
      process = new ProcProcess(folder.resolveSibling(stat.parent()));
      Optional<ProcStat> parent = process.statIfReadable();
      if (parent.isEmpty()) {
        break;
      }
      stat = parent.get();
    }
    return new LocalProgram(name(own), pid(), List.copyOf(names));
  }

  private ProcStat stat() throws IOException {
    assert BlockingCheck.isAllowed();
    byte[] line = Files.readAllBytes(folder.resolve("stat"));
    return ProcStat.parse(new String(line, StandardCharsets.UTF_8));
  }

  private Optional<ProcStat> statIfReadable() {
    try {
      return Optional.of(stat());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// The name of the file of the program, which is longer than a comm may be.
  private Optional<String> fileName() {
    assert BlockingCheck.isAllowed();
    try {
      String file = Files.readSymbolicLink(folder.resolve("exe")).toString();
      String path = file.endsWith(DELETED) ? file.substring(0, file.length() - 10) : file;
      return Optional.of(path.substring(path.lastIndexOf('/') + 1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean isHeddle() throws IOException {
    assert BlockingCheck.isAllowed();
    Path arguments = folder.resolve("cmdline");
    return Files.isReadable(arguments)
        && new String(Files.readAllBytes(arguments), StandardCharsets.ISO_8859_1)
            .contains(HEDDLE_MAIN);
  }
}
