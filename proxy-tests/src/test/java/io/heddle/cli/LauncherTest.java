package io.heddle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launch script, as far as it gets without Java.
@Tag("component")
class LauncherTest {
  private static final Path SCRIPT = Path.of("../proxy/src/main/launcher/heddle").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void aRemovedFolderIsNamedAsTheReason() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "sh", "-c", "mkdir gone && cd gone && rmdir ../gone && sh \"$0\"", "" + SCRIPT)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    List<String> lines = process.inputReader().readAllLines();
    process.waitFor(10, TimeUnit.SECONDS);
    assertEquals(
        "1 heddle: the current folder has been removed; go to another one",
        process.exitValue() + " " + lines.getLast());
  }
}
