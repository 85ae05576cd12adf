package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.HeddleImage;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A copy of the image in an awkward place: its name has blanks, and nobody may write there.
class ImageTest {
  @TempDir private Path folder;
  private Path image;
  private Path launcher;

  @BeforeEach
  void copy() {
    image = folder.resolve("a place with blanks");
    launcher = HeddleImage.launcher(image);
    Program.installed("cp").with("-R", HeddleImage.folder(), image).run().succeeds();
    permit("a-w");
  }

  /// Or it could not be deleted.
  @AfterEach
  void permitDeletion() {
    permit("u+w");
  }

  private void permit(String mode) {
    Program.installed("chmod").with("-R", mode, image).run().succeeds();
  }

  /// Carries a tunnel, and does not complain about anything.
  private static void works(Program program) {
    try (HeddleImage heddle = HeddleImage.starting(program.with("run", "--listen", "127.0.0.1:0"));
        Origin origin = Origin.start();
        Peer client = heddle.tunnel(origin);
        Peer server = origin.accept()) {
      client.sendsText("ping");
      server.receivesText("ping").ends();
      client.receivesEnd().ends();
      heddle.logs(" closed up=4 down=0");
      assertEquals(1, heddle.log().size(), () -> String.join("\n", heddle.log()));
      heddle.stop().succeeds();
    }
  }

  @Test
  void runsAndLeavesItsFolderAlone() throws IOException {
    Map<Path, FileTime> before = files();
    works(Program.at(launcher));
    assertEquals(before, files());
  }

  private Map<Path, FileTime> files() throws IOException {
    try (Stream<Path> files = Files.walk(image)) {
      return files.collect(Collectors.toMap(file -> file, ImageTest::modified));
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void runsThroughLinks() throws IOException {
    Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), launcher);
    Path relative = Files.createSymbolicLink(folder.resolve("relative"), absolute.getFileName());
    Program.at(absolute).with("--version").run().succeeds().mentions("heddle ");
    Program.at(relative).with("--version").run().succeeds().mentions("heddle ");
  }

  @Test
  void runsByItsNameAlone() {
    // As a shell finds it on the PATH, and as a shell script in the present folder.
    Program.installed("sh")
        .environment("PATH", launcher.getParent() + ":" + System.getenv("PATH"))
        .with("-c", "heddle --version")
        .run()
        .succeeds();
    Program.installed("sh").in(launcher.getParent()).with("heddle", "--version").run().succeeds();
  }

  @Test
  void runsWithoutItsCache() throws IOException {
    permit("u+w");
    Files.delete(image.resolve("lib/heddle.aot"));
    works(Program.at(launcher));
  }

  @Test
  void runsWithABrokenCache() throws IOException {
    permit("u+w");
    Files.write(image.resolve("lib/heddle.aot"), new byte[100_000]);
    works(Program.at(launcher));
  }

  @Test
  void runsWithMoreOptionsForItsJvm() {
    Program.at(launcher)
        .environment("HEDDLE_JAVA_OPTS", "-Xmx77m -XshowSettings:vm")
        .with("--version")
        .run()
        .succeeds()
        .complains("77.00M");
    // One the cache was not made with.
    works(Program.at(launcher).environment("HEDDLE_JAVA_OPTS", "-XX:-UseCompactObjectHeaders"));
  }
}
