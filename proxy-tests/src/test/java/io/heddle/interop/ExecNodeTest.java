package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `fetch` of Node under `heddle exec`: through the proxy in versions that can, and with a line about it
/// in older ones.
@Tag("real-client")
class ExecNodeTest {
  private static final String OLD =
      "node made no connection through the proxy; Node uses one only from version 22.21 or 24.5 on";

  /// Longer than a command that is expected to make no connection.
  private static final int LASTING = 1200;

  @TempDir private static Path common;
  @AutoClose private static Nginx web;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    Program.installed("node");
    web = Nginx.start(common);
  }

  /// Whether this version reads the variables of proxies.
  private static boolean isNew() {
    String version = Program.installed("node").with("--version").run().succeeds().out();
    Matcher parts = Pattern.compile("v(\\d+)\\.(\\d+)\\..*").matcher(version.strip());
    assertTrue(parts.matches(), version);
    int major = Integer.parseInt(parts.group(1));
    int minor = Integer.parseInt(parts.group(2));
    return major > 24 || (major == 24 && minor >= 5) || (major == 22 && minor >= 21);
  }

  private ProgramOutput fetches(Path log, String isolate, int milliseconds) {
    String script =
        """
        setTimeout(() => {}, %d);
        fetch('%s').then((r) => r.text()).then((text) => process.stdout.write(text),
          (error) => { console.log(error.message); process.exitCode = 3; });
        """
            .formatted(milliseconds, web.http("127.0.0.1", "hello.txt"));
    return HeddleImage.program()
        .environment("XDG_CONFIG_HOME", folder)
        .environment("HOME", folder)
        .with("exec", "--log", log, "--no-proxy", "", "--isolate", isolate, "--")
        .with("node", "-e", script)
        .run();
  }

  @Test
  void takesTheProxyOrIsNamed() {
    Path log = folder.resolve("exec.log");
    ProgramOutput output = fetches(log, "off", LASTING).succeeds().prints("hello\n");
    if (isNew()) {
      assertFalse(output.err().contains("no connection"), output::toString);
      assertTrue(TestFiles.read(log).contains(" node http "), () -> TestFiles.read(log));
    } else {
      output.complains(OLD);
    }
  }

  @Test
  void isolatedItTakesTheProxyOrReachesNothing() {
    Program.installed("unshare");
    Path log = folder.resolve("exec.log");
    // It fails in less than a second, too.
    ProgramOutput output = fetches(log, "require", 0);
    if (isNew()) {
      output.succeeds().prints("hello\n");
    } else {
      output.exits(3).prints("fetch failed\n").complains(OLD);
      assertEquals("", Files.exists(log) ? TestFiles.read(log) : "");
    }
  }
}
