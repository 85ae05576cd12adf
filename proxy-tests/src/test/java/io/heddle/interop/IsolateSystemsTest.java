package io.heddle.interop;

import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Prerequisites;
import io.heddle.support.Program;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Option `--isolate` of `heddle exec` on systems that differ in what they allow, and to whom.
@Tag("real-client")
class IsolateSystemsTest {
  private static final List<String> PROGRAMS =
      List.of(
          "sh", "env", "curl", "unshare", "setpriv", "bwrap", "dirname", "readlink", "true", "id");

  @TempDir private static Path common;
  private static Nginx web;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    Program.installed("unshare");
    Program.installed("bwrap");
    web = Nginx.start(common);
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  private Program heddle(Object... arguments) {
    return HeddleImage.programOf(folder).with(arguments);
  }

  private Program isolated() {
    return heddle("exec", "--isolate", "require", "--no-proxy", "", "--");
  }

  private static String hello() {
    return web.http("127.0.0.1", "hello.txt");
  }

  /// Folder of links to the programs that a test needs, without those named.
  private Path pathWithout(String... missing) {
    return TestFiles.programs(
        folder.resolve("without-" + String.join("-", missing)),
        PROGRAMS.stream().filter(name -> !List.of(missing).contains(name)).toList());
  }

  @Test
  void eachOfTheTwoProgramsIsEnough() {
    for (String missing : List.of("bwrap", "unshare")) {
      Path bin = pathWithout(missing);
      isolated().with("curl", "-sS", hello()).environment("PATH", bin).run().prints("hello\n");
      isolated()
          .with("curl", "-sS", "--noproxy", "*", hello())
          .environment("PATH", bin)
          .run()
          .exits(7);
    }
  }

  @Test
  void whereTheSystemRefusesItSaysSo() {
    Path bin = pathWithout("bwrap", "unshare");
    isolated()
        .with("curl", "-sS", hello())
        .environment("PATH", bin)
        .run()
        .exits(1)
        .complains("--isolate require: unshare is not installed");
    heddle("exec", "--isolate", "auto", "--no-proxy", "", "--", "curl", "-sS", hello())
        .environment("PATH", bin)
        .run()
        .succeeds()
        .prints("hello\n")
        .complains("nothing keeps curl from going around the proxy: unshare is not installed");
  }

  @Test
  void anOrdinaryUserIsIsolatedToo() {
    Prerequisites.check(
        System.getProperty("user.name").equals("root"), "the right to be another user");
    Path home = TestFiles.folder(folder.resolve("home"));
    TestFiles.permit(folder, "rwx--x--x");
    Program.installed("chown").with("65534:65534", home).run().succeeds();
    for (String missing : List.of("bwrap", "unshare")) {
      Program.at(HeddleImage.launcher(HeddleImage.folder()))
          .under("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
          .environment("PATH", pathWithout(missing))
          .environment("HOME", home)
          .environment("XDG_RUNTIME_DIR", home)
          .with("exec", "--isolate", "require", "--no-proxy", "", "--", "sh", "-c")
          .with("id -u; id -g; curl -sS " + hello() + "; curl -sS --noproxy '*' " + hello())
          .run()
          .exits(7)
          .prints("65534\n65534\nhello\n");
    }
  }
}
