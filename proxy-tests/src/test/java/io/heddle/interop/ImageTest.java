package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.HeddleImage;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A copy of the image in an awkward place: its name has blanks and letters beyond ASCII, and nobody may
/// write there.
@Tag("real-client")
class ImageTest {
  @TempDir private static Path folder;
  private static Path image;
  private static Path launcher;

  @BeforeAll
  static void copy() {
    image = folder.resolve("ein Ort mit Lücken");
    launcher = HeddleImage.launcher(image);
    Program.installed("cp").with("-R", HeddleImage.folder(), image).run().succeeds();
    permit("a-w");
  }

  /// Or it could not be deleted.
  @AfterAll
  static void permitDeletion() {
    permit("u+w");
  }

  private static void permit(String mode) {
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

  private static Map<Path, FileTime> files() throws IOException {
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
  void runsWithABrokenCacheAndWithNone() throws IOException {
    Path cache = image.resolve("lib/heddle.aot");
    Path aside = folder.resolve("heddle.aot");
    permit("u+w");
    Files.move(cache, aside);
    works(Program.at(launcher));
    Files.write(cache, new byte[100_000]);
    works(Program.at(launcher));
    Files.move(aside, cache, StandardCopyOption.REPLACE_EXISTING);
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

  @Test
  void aConfigurationBesideItIsFoundWithoutALanguage() throws IOException {
    Path config = Files.writeString(folder.resolve("größe.yaml"), "default: block\n");
    for (String language : new String[] {"C", "POSIX", ""}) {
      Program.at(launcher)
          .environment("LC_ALL", language)
          .environment("LANG", language)
          .with("check", "--config", config)
          .run()
          .succeeds();
    }
  }
}
