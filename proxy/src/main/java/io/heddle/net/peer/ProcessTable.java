package io.heddle.net.peer;

import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.Platform;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Processes of Linux's `/proc`, searched for those that have sockets open. Not thread-safe.
///
/// A search reads the descriptors of one process after the other until all sockets are found: first
/// those that were found last, since a program opens many connections, then the newest. So it is short
/// for a program that has just been started, and for one that goes on.
public final class ProcessTable {
  private static final int MAX_RECENT = 8;

  private final Path proc;
  private final ArrayDeque<Long> recent = new ArrayDeque<>();

  /// The table of this system.
  public ProcessTable() {
    this(Platform.proc());
  }

  /// @param proc the folder `/proc`
  public ProcessTable(Path proc) {
    this.proc = proc;
  }

  /// The programs that have these sockets open, by inode. Sockets are missing that no process has open
  /// whose files this user may read; those of this process itself are not looked for.
  public Map<Integer, LocalProgram> find(Collection<Integer> inodes) throws IOException {
    assert BlockingCheck.isAllowed();
    Map<String, Integer> wanted = new HashMap<>();
    inodes.forEach(inode -> wanted.put("socket:[" + Integer.toUnsignedString(inode) + "]", inode));
    Map<Integer, LocalProgram> found = new HashMap<>();
    Set<Long> pids = new LinkedHashSet<>(recent);
    search(pids, wanted, found);
    if (!wanted.isEmpty()) {
      List<Long> others = pids();
      others.removeAll(pids);
      search(others, wanted, found);
    }
    return found;
  }

  /// @param wanted what is found is removed
  private void search(
      Collection<Long> pids, Map<String, Integer> wanted, Map<Integer, LocalProgram> found) {
    long self = ProcessHandle.current().pid();
    for (long pid : pids) {
      if (wanted.isEmpty()) {
        return;
      }
      if (pid != self) {
        search(new ProcProcess(proc.resolve(Long.toString(pid))), wanted, found);
      }
    }
  }

  private void search(
      ProcProcess process, Map<String, Integer> wanted, Map<Integer, LocalProgram> found) {
    Set<String> links = process.descriptors(wanted.keySet());
    if (!links.isEmpty()) {
      Optional<LocalProgram> program = program(process);
      for (String link : links) {
        int inode = wanted.remove(link);
        program.ifPresent(one -> found.put(inode, one));
      }
      remember(process.pid());
    }
  }

  private static Optional<LocalProgram> program(ProcProcess process) {
    try {
      return Optional.of(process.program());
    } catch (IOException e) {
      // The process has just ended.
      return Optional.empty();
    }
  }

  private void remember(long pid) {
    recent.remove(pid);
    recent.addFirst(pid);
    if (recent.size() > MAX_RECENT) {
      recent.removeLast();
    }
  }

  /// The first process that has one of these sockets open.
  ///
  /// @param links such as `socket:[40413]`
  public Optional<ProcProcess> holder(Set<String> links) throws IOException {
    for (long pid : pids()) {
      ProcProcess process = new ProcProcess(proc.resolve(Long.toString(pid)));
      if (!process.descriptors(links).isEmpty()) {
        return Optional.of(process);
      }
    }
    return Optional.empty();
  }

  /// The numbers of all processes, the highest first, which are mostly the newest.
  private List<Long> pids() throws IOException {
    assert BlockingCheck.isAllowed();
    List<Long> pids = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path folder : folders) {
        pids.add(new ProcProcess(folder).pid());
      }
    }
    pids.sort(Comparator.reverseOrder());
    return pids;
  }
}
