package io.heddle.interop;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.GitServer;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.PackageMirror;
import io.heddle.support.Program;
import io.heddle.support.RunningProgram;
import io.heddle.support.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Policies that `heddle exec --learn` writes, in a folder whose name has a blank.
@Tag("real-client")
class LearnTest {
  @TempDir private static Path common;
  @AutoClose private static Nginx web;

  @TempDir Path temporary;
  private Path folder;
  private Path file;

  @BeforeAll
  static void start() {
    web = Nginx.start(common);
  }

  @BeforeEach
  void createFolder() {
    folder = TestFiles.folder(temporary.resolve("a folder"));
    file = folder.resolve("learned policy.yaml");
  }

  private Program heddle(Object... arguments) {
    return HeddleImage.programOf(folder)
        .environment("GIT_CONFIG_NOSYSTEM", 1)
        .in(folder)
        .with(arguments);
  }

  private Program learn(Object... options) {
    return heddle("exec", "--no-proxy", "", "--learn", file.getFileName()).with(options).with("--");
  }

  private Program enforced() {
    return heddle("exec", "--no-proxy", "", "--isolate", "require")
        .with("--config", file.getFileName(), "--policy", "learned", "--");
  }

  private String hello() {
    return web.http("localhost", "hello.txt");
  }

  @Test
  @Timeout(value = 3, unit = MINUTES)
  void aSecondRunUnderTheLearnedPolicyEndsAsTheFirst() {
    Program.installed("unshare");
    PackageMirror mirror = new PackageMirror(web, folder);
    String registry = mirror.npmPackage().at();
    try (GitServer git = GitServer.start(folder)) {
      String script =
          """
          set -e
          mkdir "$1"
          cd "$1"
          curl -sSk %s
          git -c http.sslVerify=false ls-remote --quiet %s >/dev/null
          python3 -m pip download -q --no-deps --no-cache-dir --disable-pip-version-check --index-url %s \\
            --dest wheels cloth
          npm install cloth --silent --registry %s --cache cache --no-audit --no-fund --no-update-notifier
          """
              .formatted(
                  web.https("localhost", "hello.txt"), git.https(), mirror.wheel().at(), registry);
      learn("--isolate", "require", "--allow", "127.0.0.1,localhost")
          .with("sh", "-c", script, "sh", "first run")
          .run()
          .succeeds()
          .prints("hello\n");
      heddle("check", "--strict", "--config", file).run().succeeds();
      enforced().with("sh", "-c", script, "sh", "second run").run().succeeds().prints("hello\n");
    }
    assertTrue(Files.exists(folder.resolve("second run/node_modules/cloth/package.json")));
    String other = "http://127.0.0.2:" + web.httpPort() + "/hello.txt";
    enforced()
        .with("curl", "-sSf", other)
        .run()
        .exits(22)
        .complains("the policy refused 1 request of curl: 127.0.0.2:");
  }

  @Test
  void whatIsDeniedIsRefusedAndStaysDenied() {
    learn("--allow", "127.0.0.1,localhost", "--deny", "localhost")
        .with(
            "sh",
            "-c",
            "curl -sSf %s; curl -sS %s".formatted(hello(), web.http("127.0.0.1", "hello.txt")))
        .run()
        .succeeds()
        .prints("hello\n")
        .complains("the policy refused 1 request of sh: localhost:" + web.httpPort())
        .complains("heddle: wrote the policy \"learned\" to learned policy.yaml");
    assertEquals(
        """
        # Learned from 2 requests.
        policies:
          learned:
            allow:
              - "127.0.0.1"  # given
              - "127.0.0.1:%1$d"  # 1
            deny:
              - "localhost"  # given
        # Refused, as private or denied; entries of private addresses would allow them:
        #     - "localhost:%1$d"  # 1
        """
            .formatted(web.httpPort()),
        TestFiles.read(file));
  }

  /// A file that exists may have other policies, and comments.
  @Test
  void noFileIsOverwritten() {
    TestFiles.write(file, "# mine\npolicies: {a: {}}\n");
    learn().with("touch", "ran").run().exits(2).complains("the file exists");
    assertFalse(Files.exists(folder.resolve("ran")));
    assertEquals("# mine\npolicies: {a: {}}\n", TestFiles.read(file));
    heddle("exec", "--learn", "missing/x.yaml", "--", "touch", "ran")
        .run()
        .exits(2)
        .complains("cannot be written");
  }

  /// Nothing is lost if the file cannot be written at the end.
  @Test
  void aFileThatAppearsMeanwhileIsLeft() {
    learn("--allow", "localhost")
        .with("sh", "-c", "curl -sS " + hello() + "; echo mine > 'learned policy.yaml'")
        .run()
        .succeeds()
        .prints("hello\n")
        .complains(
            "learned policy.yaml: the file exists by now; the policy is\n# Learned from 1 request.");
    assertEquals("mine\n", TestFiles.read(file));
  }

  @Test
  void aCommandThatIsKilledLeavesItsPolicy() {
    String script = "curl -sS %s; kill -KILL $$".formatted(hello());
    learn("--allow", "localhost").with("sh", "-c", script).run().exits(128 + 9);
    assertTrue(TestFiles.read(file).contains("localhost:" + web.httpPort()));
  }

  @Test
  void aSignalToExecLeavesThePolicyToo() {
    String script = "curl -sS %s; echo ready; exec sleep 60".formatted(hello());
    try (RunningProgram heddle = learn("--allow", "localhost").with("sh", "-c", script).start()) {
      heddle.prints(Pattern.compile("ready"));
      heddle.signal("TERM");
      heddle.ends(Duration.ofSeconds(10)).exits(128 + 15);
    }
    assertTrue(TestFiles.read(file).contains("localhost:" + web.httpPort()));
  }

  @Test
  void theRunningProxyTellsIt() {
    Path config =
        TestFiles.write(
            folder.resolve("heddle.yaml"),
            """
            inbounds: [{listen: "127.0.0.1:0"}]
            policies: {base: {allow: [a.example], deny: [b.example], private: allow, sni: "off"}}
            """);
    try (HeddleImage _ = HeddleImage.starting(heddle("run", "--config", config))) {
      learn("--policy", "base").with("curl", "-sS", hello()).run().prints("hello\n");
    }
    assertEquals(
        """
        # Learned from 1 request.
        policies:
          learned:
            allow:
              - "localhost:%d"  # 1
            deny:
              - "b.example"  # given
            private: allow
            sni: off
        """
            .formatted(web.httpPort()),
        TestFiles.read(file));
  }
}
