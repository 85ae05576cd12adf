package io.heddle.net.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Processes in a `/proc` made for the test.
@Tag("component")
class ProcessTableTest {
  @TempDir Path proc;

  private void process(long pid, String comm, long parent, long group, String exe, int... inodes)
      throws IOException {
    Path folder = proc.resolve(Long.toString(pid));
    Files.createDirectories(folder.resolve("fd"));
    Files.writeString(
        folder.resolve("stat"), pid + " (" + comm + ") S " + parent + " " + group + " 1 0 -1\n");
    Files.createSymbolicLink(folder.resolve("exe"), Path.of(exe));
    for (int inode : inodes) {
      Files.createSymbolicLink(
          folder.resolve("fd/" + Integer.toUnsignedString(inode)),
          Path.of("socket:[" + Integer.toUnsignedString(inode) + "]"));
    }
  }

  private LocalProgram find(int inode) throws IOException {
    return new ProcessTable(proc).find(List.of(inode)).getOrDefault(inode, LocalProgram.UNKNOWN);
  }

  /// The helper of git is another program, and has a longer name than the kernel keeps.
  @Test
  void aHelperIsKnownByTheProgramsOfItsJob() throws IOException {
    process(100, "bash", 1, 100, "/usr/bin/bash");
    process(200, "git", 100, 200, "/usr/bin/git");
    process(201, "git-remote-http", 200, 200, "/usr/lib/git-core/git-remote-https", 7);
    assertEquals(
        new LocalProgram(
            "git-remote-http", 201, List.of("git-remote-http", "git-remote-https", "git")),
        find(7));
  }

  @ParameterizedTest
  @CsvSource({
    "a b, /opt/a b/x, a b;x",
    "), /bin/y, );y",
    "x) S 1 1 (y, /bin/y, x) S 1 1 (y;y",
    "curl, /usr/bin/curl (deleted), curl",
  })
  void namesMayHaveAnyCharacters(String comm, String exe, String names) throws IOException {
    process(300, comm, 1, 300, exe, 8);
    assertEquals(new LocalProgram(comm, 300, List.of(names.split(";"))), find(8));
  }

  @Test
  void whatNoProcessHasIsNotFound() throws IOException {
    process(300, "curl", 1, 300, "/usr/bin/curl", 8);
    Files.createDirectories(proc.resolve("400"));
    assertEquals(LocalProgram.UNKNOWN, find(9));
  }

  @Test
  void severalAreFoundAtOnceAndAgain() throws IOException {
    process(300, "curl", 1, 300, "/usr/bin/curl", 8, -1);
    process(400, "wget", 1, 400, "/usr/bin/wget", 9);
    ProcessTable table = new ProcessTable(proc);
    for (int i = 0; i < 2; i++) {
      Map<Integer, LocalProgram> found = table.find(Set.of(8, 9, -1, 10));
      assertEquals(Set.of(8, 9, -1), found.keySet());
      assertEquals("curl", found.get(-1).name());
      assertEquals("wget", found.get(9).name());
    }
  }

  /// The process of `heddle exec` starts any program, which is not one of Heddle.
  @Test
  void whatHeddleExecStartsIsNotHeddle() throws IOException {
    process(200, "java", 1, 200, "/opt/heddle/bin/java");
    Files.writeString(proc.resolve("200/cmdline"), "java\0-m\0io.heddle/io.heddle.Main\0exec\0");
    process(201, "curl", 200, 200, "/usr/bin/curl", 7);
    assertEquals(new LocalProgram("curl", 201, List.of("curl")), find(7));
  }

  @Test
  void processesThatStartEachOtherInACircleEndTheSearch() throws IOException {
    process(200, "a", 201, 200, "/bin/a");
    process(201, "b", 200, 200, "/bin/b", 7);
    assertEquals(new LocalProgram("b", 201, List.of("b", "a")), find(7));
  }
}
