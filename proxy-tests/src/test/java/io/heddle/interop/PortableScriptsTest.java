package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.HeddleImage;
import io.heddle.support.Program;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Launcher, installer and packer with the tools of busybox and of BSD, which lack the options of GNU,
/// and with bash as compatible with 3.2 as it can be.
@Tag("real-client")
class PortableScriptsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;
  private Path tools;
  private Path home;

  @BeforeEach
  void makeTools() {
    tools = TestFiles.folder(folder.resolve("tools"));
    home = TestFiles.folder(folder.resolve("home"));
    Program.installed("busybox").with("--install", "-s", tools).run().succeeds();
  }

  /// JUnit would warn of each link.
  @AfterEach
  void removeTools() {
    Program.installed("rm").with("-rf", tools).run().succeeds();
  }

  private Program onlyTools(Program program) {
    return program
        .environment("PATH", tools)
        .environment("HOME", home)
        .environment("XDG_CONFIG_HOME", "")
        .environment("XDG_DATA_HOME", "")
        .environment("BASH_COMPAT", "3.2");
  }

  private Program shell(Object... arguments) {
    return onlyTools(Program.at(tools.resolve("sh")).with(arguments));
  }

  @Test
  void theInstallerAndTheLauncherNeedNoMore() {
    Path installer = HeddleImage.folder().resolve("install");
    Path link = home.resolve(".local/bin/heddle");
    shell(installer).run().succeeds();
    shell(link, "--version").run().succeeds().mentions("heddle ");
    shell(link, "check").run().succeeds();
    shell(installer, "--uninstall").run().succeeds();
  }

  /// With the `uname` of macOS, and a `launchctl` that records its arguments.
  @Test
  void onMacOsTheInstallerMakesAnAgent() throws IOException {
    home = TestFiles.folder(folder.resolve("home & <garden>"));
    Path log = folder.resolve("launchctl.log");
    for (String name : new String[] {"uname", "launchctl"}) {
      Files.deleteIfExists(tools.resolve(name));
    }
    TestFiles.script(tools.resolve("uname"), "echo Darwin\n");
    TestFiles.script(tools.resolve("launchctl"), "echo \"$@\" >> '" + log + "'\n");
    shell(HeddleImage.folder().resolve("install")).run().succeeds().mentions("after each login");
    Path agent = home.resolve("Library/LaunchAgents/io.heddle.plist");
    String text = Files.readString(agent);
    String place = home.toString().replace("&", "&amp;").replace("<", "&lt;");
    assertTrue(text.contains("<string>" + place + "/.local/bin/heddle</string>"), text);
    assertTrue(text.contains("<string>" + place + "/.config/heddle/heddle.yaml</string>"), text);
    assertTrue(Files.readString(log).contains("bootstrap gui/"), () -> "see " + log);
    shell(HeddleImage.folder().resolve("install"), "--uninstall").run().succeeds();
    assertFalse(Files.exists(agent));
  }

  /// The archive has the same entries, whichever tar packs it.
  @Test
  void bothKindsOfTarPackTheSame() {
    Path packed = TestFiles.folder(folder.resolve("packed"));
    for (String name : new String[] {"b", "a", "c d"}) {
      TestFiles.write(packed.resolve(name), name);
    }
    String gnu = listing("tar", packed);
    String bsd = listing("bsdtar", packed);
    assertEquals(gnu, bsd);
    assertEquals(
        "root/root packed/, root/root packed/a, root/root packed/b, root/root packed/c d", gnu);
  }

  private String listing(String tar, Path packed) {
    Program.installed(tar).with("--version").run().succeeds();
    Program.installed("sh")
        .with("-c", "ln -sf \"$(command -v \"$1\")\" \"$2\"", "sh", tar, tools.resolve("tar"))
        .run()
        .succeeds();
    return onlyTools(
            Program.installed("bash")
                .with(
                    "-euo",
                    "pipefail",
                    "-c",
                    ". \"$1/scripts/lib.sh\"; . \"$1/scripts/pack.sh\"; set_times \"$2\";"
                        + " tar_folder \"$2\" | /bin/tar -tv | awk '{ print $2, $6 ($7 ? \" \" $7 :"
                        + " \"\") }' | sed '$!s/$/,/' | tr '\\n' ' '",
                    "bash",
                    ROOT,
                    packed))
        .run()
        .succeeds()
        .out()
        .strip();
  }

  /// A warning of the JVM on standard output would be run by `eval "$(heddle env)"`.
  @Test
  void warningsOfTheJvmAreNoOutput() {
    String version = HeddleImage.program().with("--version").run().succeeds().out();
    HeddleImage.program()
        .environment("HEDDLE_JAVA_OPTS", "-XX:+UseLargePages")
        .with("--version")
        .run()
        .succeeds()
        .prints(version);
  }
}
