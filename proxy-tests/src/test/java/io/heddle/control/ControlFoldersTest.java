package io.heddle.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.jdk.Platform;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders of control sockets, in the environments of services, of cron and of containers.
@Tag("component")
class ControlFoldersTest {
  @TempDir Path folder;
  private Path home;
  private Path runtime;

  @BeforeEach
  void makeFolders() throws IOException {
    home = TestFiles.folder(folder.resolve("home"));
    TestFiles.folder(folder.resolve("run"));
    String user =
        Platform.isLinux()
            ? Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString()
            : System.getProperty("user.name");
    runtime = TestFiles.folder(folder.resolve("run").resolve(user));
  }

  private ControlFolders folders(Path variable, Path itsHome) {
    return new ControlFolders(
        Map.of("XDG_RUNTIME_DIR", variable.toString()),
        itsHome.toString(),
        folder.resolve("run"),
        folder);
  }

  private Path ofHome() {
    return home.resolve(".local/state/heddle");
  }

  @Test
  void aServiceAndACommandOfCronMeet() throws IOException {
    ControlFolders service = folders(runtime, home);
    assertEquals(runtime.resolve("heddle"), service.own());
    assertFalse(service.isSeparate());
    Files.createDirectories(service.own());
    Files.createDirectories(ofHome());
    ControlFolders cron = folders(Path.of(""), home);
    assertEquals(ofHome(), cron.own());
    assertEquals(List.of(service.own(), cron.own()), cron.searched());
    assertEquals(cron.searched(), service.searched());
  }

  @Test
  void anotherFolderSeparates() {
    Path mine = TestFiles.folder(folder.resolve("mine"));
    assertTrue(folders(mine, home).isSeparate());
    assertEquals(List.of(mine.resolve("heddle")), folders(mine, home).searched());
  }

  @Test
  void theFolderOfAnotherUserDoesNotCount() {
    // /proc/1 belongs to another user than an ordinary one; to root, nothing here does.
    Path foreign = Path.of("/proc/sys");
    boolean root = System.getProperty("user.name").equals("root");
    assertEquals(root ? foreign.resolve("heddle") : ofHome(), folders(foreign, home).own());
  }

  @Test
  void withoutAHomeTheTemporaryFolderServesUnlessSomebodyElseHasMadeIt() throws IOException {
    ControlFolders container = folders(Path.of(""), Path.of("?"));
    Path own = folder.resolve("heddle-" + runtime.getFileName());
    assertEquals(own, container.own());
    Files.createSymbolicLink(own, home);
    assertEquals(List.of(), container.searched());
    Files.delete(own);
    Files.createDirectory(own);
    assertEquals(List.of(own), container.searched());
  }
}
