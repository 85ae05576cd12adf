package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.HeddleImage;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Installation of the image into a home of its own, with a `systemctl` that records its arguments.
@Tag("real-client")
class InstallTest {
  @TempDir Path folder;

  private Path home;

  @BeforeEach
  void makeHome() {
    home = TestFiles.folder(folder.resolve("home of a user"));
    TestFiles.folder(folder.resolve("bin"));
    TestFiles.script(
        folder.resolve("bin/systemctl"), "echo \"$@\" >> '" + folder + "/systemctl.log'\n");
  }

  private Program install(Path image, Object... options) {
    return Program.at(image.resolve("install"))
        .with(options)
        .environment("HOME", home)
        .environment("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"))
        .environment("XDG_CONFIG_HOME", "")
        .environment("XDG_DATA_HOME", "");
  }

  private Path config() {
    return home.resolve(".config/heddle/heddle.yaml");
  }

  private Path unit(String name) {
    return home.resolve(".config/systemd/user/" + name);
  }

  private Path program() {
    return home.resolve(".local/bin/heddle");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String systemctl() {
    return read(folder.resolve("systemctl.log"));
  }

  @Test
  void whatIsInstalledRuns() {
    install(HeddleImage.folder()).run().succeeds().mentions("as " + program());
    ProgramOutput version = HeddleImage.program().with("--version").run();
    Program.at(program()).with("--version").run().succeeds().prints(version.out());
    try (HeddleImage proxy =
        HeddleImage.starting(Program.at(program()).with("run", "--listen", "127.0.0.1:0"))) {
      assertTrue(proxy.accepts());
    }
    Program.at(program()).with("check", "--config", config()).run().succeeds();
    assertTrue(read(home.resolve(".local/share/man/man1/heddle.1")).contains("Dt HEDDLE 1"));
  }

  @Test
  void theServiceStartsWithItsFirstConnection() {
    install(HeddleImage.folder()).run().succeeds();
    String socket = read(unit("heddle.socket"));
    assertTrue(socket.contains("[Socket]\nListenStream=127.0.0.1:1080\n"), socket);
    assertTrue(
        read(unit("heddle.service")).contains("ExecStart=%h/.local/bin/heddle run --config"));
    assertTrue(systemctl().contains("--user enable --quiet heddle.socket\n"), this::systemctl);
    assertTrue(systemctl().contains("--user try-restart heddle.service\n"), this::systemctl);
    Program.installed("systemd-analyze")
        .environment("HOME", home)
        .environment("XDG_RUNTIME_DIR", folder)
        .with("--user", "--man=no", "verify", unit("heddle.socket"), unit("heddle.service"))
        .run()
        .succeeds();
  }

  @Test
  void systemdListensWhereTheConfigurationSays() {
    TestFiles.folder(config().getParent());
    String mine =
        """
        inbounds:
          - {listen: 127.0.0.1:3128}
          - {listen: "[::1]:3128"}
          - {listen: localhost:3129}
          - {listen: 127.0.0.1:0}
        """;
    TestFiles.write(config(), mine);
    install(HeddleImage.folder()).run().succeeds();
    assertEquals(mine, read(config()));
    assertEquals(
        List.of("ListenStream=127.0.0.1:3128", "ListenStream=[::1]:3128"),
        read(unit("heddle.socket")).lines().filter(line -> line.contains("Stream")).toList());
  }

  @Test
  void withoutAFixedAddressTheServiceStartsAtOnce() {
    TestFiles.folder(config().getParent());
    TestFiles.write(config(), "inbounds: [{listen: localhost:3129}]\n");
    install(HeddleImage.folder()).run().succeeds();
    assertFalse(Files.exists(unit("heddle.socket")));
    assertTrue(systemctl().contains("--user enable --quiet heddle.service\n"), this::systemctl);
  }

  @Test
  void aBadConfigurationIsNotStarted() {
    TestFiles.folder(config().getParent());
    TestFiles.write(config(), "inbound: []\n");
    install(HeddleImage.folder()).run().exits(2).complains("did you mean \"inbounds\"?");
  }

  @Test
  void theConfigurationIsPrivate() throws IOException {
    install(HeddleImage.folder()).run().succeeds();
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(config())));
  }

  @Test
  void whatAnotherHasInstalledStays() {
    TestFiles.folder(program().getParent());
    TestFiles.script(program(), "echo mine\n");
    install(HeddleImage.folder())
        .run()
        .exits(1)
        .complains(program() + " is not from this installer");
    Program.at(program()).run().succeeds().prints("mine\n");
    assertFalse(Files.exists(home.resolve(".local/lib/heddle")), "nothing is installed");
    assertFalse(Files.exists(config()));
    install(HeddleImage.folder(), "--uninstall").run().succeeds();
    Program.at(program()).run().succeeds().prints("mine\n");
  }

  @Test
  void aFolderOfAnotherStays() {
    Path notes =
        TestFiles.write(
            TestFiles.folder(home.resolve(".local/lib/heddle")).resolve("notes"), "mine\n");
    install(HeddleImage.folder()).run().exits(1).complains("heddle is not from this installer");
    install(HeddleImage.folder(), "--uninstall").run().succeeds();
    assertEquals("mine\n", read(notes));
  }

  @Test
  void aNewerOneTakesItsPlace() {
    install(HeddleImage.folder()).run().succeeds();
    Path stray = TestFiles.write(home.resolve(".local/lib/heddle/stray"), "");
    install(HeddleImage.folder()).run().succeeds();
    assertFalse(Files.exists(stray));
    // It can also be installed again by itself, which changes units and completions alone.
    install(home.resolve(".local/lib/heddle")).run().succeeds();
    Program.at(program()).with("--version").run().succeeds();
  }

  @Test
  void uninstallLeavesTheConfigurationAlone() throws IOException {
    install(HeddleImage.folder()).run().succeeds();
    install(home.resolve(".local/lib/heddle"), "--uninstall").run().succeeds();
    try (Stream<Path> left = Files.walk(home)) {
      assertEquals(
          List.of("heddle.reference.yaml", "heddle.schema.json", "heddle.yaml"),
          left.filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList());
    }
    assertFalse(Files.isSymbolicLink(program()));
  }
}
