package io.heddle.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.GitServer;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.PackageMirror;
import io.heddle.support.PackageMirror.Packed;
import io.heddle.support.Program;
import io.heddle.support.RunningProgram;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Command `heddle exec` with a private proxy, which programs find by their environment alone.
@Tag("real-client")
class ExecTest {
  @TempDir private static Path common;
  private static Nginx web;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    web = Nginx.start(common);
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  /// `heddle exec`, its log in a file, with all hosts reached through the proxy.
  private Program exec(Object... options) {
    return HeddleImage.program()
        .environment("XDG_CONFIG_HOME", folder)
        .environment("HOME", folder)
        .with("exec", "--log", log(), "--no-proxy", "")
        .with(options)
        .with("--");
  }

  private Path log() {
    return folder.resolve("exec.log");
  }

  private void logs(String part) {
    try {
      String text = Files.readString(log());
      assertTrue(text.contains(part), () -> part + " is not in:\n" + text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void curlFetches() {
    Program.installed("curl");
    exec().with("curl", "-sS", web.http("127.0.0.1", "hello.txt")).run().prints("hello\n");
    logs(" curl http GET " + web.http("127.0.0.1", "hello.txt") + " ");
    exec().with("curl", "-sSk", web.https("localhost", "hello.txt")).run().prints("hello\n");
    logs(" curl http localhost:" + web.httpsPort() + " ");
  }

  @Test
  void gitClones() {
    Program.installed("git");
    try (GitServer server = GitServer.start(folder)) {
      Path clone = folder.resolve("clone");
      exec()
          .environment("GIT_CONFIG_NOSYSTEM", 1)
          .with("git", "clone", "--quiet", server.http(), clone)
          .run()
          .succeeds();
      server.checkClone(clone);
      logs(" git http GET " + server.http() + "/info/refs ");
    }
  }

  @Test
  void pipDownloads() {
    Packed wheel = new PackageMirror(web, folder).wheel();
    exec()
        .with("python3", "-m", "pip", "download", "--no-deps", "--no-cache-dir")
        .with("--disable-pip-version-check", "--index-url", wheel.at(), "--dest", folder, "cloth")
        .run()
        .succeeds();
    logs(" python3 http GET " + wheel.file() + " ");
  }

  @Test
  void npmInstalls() {
    Packed cloth = new PackageMirror(web, folder).npmPackage();
    Path project = TestFiles.folder(folder.resolve("project"));
    exec()
        .with("npm", "install", "cloth", "--registry", cloth.at())
        .with("--cache", folder.resolve("cache"))
        .with("--no-audit", "--no-fund", "--no-update-notifier")
        .in(project)
        .run()
        .succeeds();
    logs(" npm http GET " + cloth.file() + " ");
  }

  @Test
  void mavenResolves() {
    Program.installed("mvn");
    PackageMirror packages = new PackageMirror(web, folder);
    Packed parent = packages.mavenParent();
    exec()
        .with("mvn", "--batch-mode", "--settings", packages.mavenSettings(parent, ""), "validate")
        .with("-Dmaven.repo.local=" + folder.resolve("repository"))
        .environment("JAVA_HOME", System.getProperty("java.home"))
        .in(folder.resolve("project"))
        .run()
        .succeeds();
    logs(" mvn http GET " + parent.file() + " ");
  }

  @Test
  void javaFetchesByEachOfItsClients() {
    Path program =
        TestFiles.write(
            folder.resolve("Fetch.java"),
            """
            import java.net.*;
            import java.net.http.*;
            class Fetch {
              public static void main(String[] urls) throws Exception {
                URI url = URI.create(urls[0]);
                System.out.write(url.toURL().openStream().readAllBytes());
                try (var client = HttpClient.newHttpClient(); var socket = new Socket()) {
                  var request = HttpRequest.newBuilder(url).build();
                  System.out.print(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
                  socket.connect(InetSocketAddress.createUnresolved("nowhere.invalid", 22));
                } catch (SocketException e) {
                  System.out.println(e.getMessage());
                }
              }
            }
            """);
    Path java = Path.of(System.getProperty("java.home"), "bin/java");
    String url = web.http("127.0.0.1", "hello.txt");
    exec().with(java, program, url).run().prints("hello\nhello\nSOCKS: Host unreachable\n");
    logs(" java http GET " + url + " ");
    logs(" java socks5 nowhere.invalid:22 ");
  }

  @Test
  void anOutboundTakesAll() {
    Program.installed("curl");
    try (HeddleImage next = HeddleImage.start()) {
      Path config =
          TestFiles.write(
              folder.resolve("heddle.yaml"),
              """
              outbounds: {next: {url: "socks5://%s"}}
              rules: [{to: block}]
              """
                  .formatted(next.address()));
      String url = web.http("127.0.0.1", "hello.txt");
      exec("--config", config).with("curl", "-sSf", url).run().exits(22).complains("403");
      exec("--config", config, "--outbound", "next").with("curl", "-sS", url).run().succeeds();
      logs(" rule=--outbound via=next ");
      next.logs(" socks5 127.0.0.1:" + web.httpPort() + " ");
    }
  }

  @Test
  void endsAsTheCommandDoes() {
    exec().with("sh", "-c", "echo out; echo err >&2; exit 42").run().exits(42).prints("out\n");
    exec().with("sh", "-c", "kill -KILL $$").run().exits(128 + 9);
    exec().with(folder.resolve("nothing")).run().exits(127).complains("no such program");
    exec().with(folder).run().exits(126).complains("cannot run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "HUP"})
  void passesSignalsOn(String signal) {
    String script = "trap 'echo got it; exit 5' " + signal + "; echo ready; sleep 60 & wait";
    // What is ignored here, as HUP is under nohup, a shell could not trap.
    String heeding = "--default-signal=" + signal;
    try (RunningProgram heddle = exec().with("sh", "-c", script).under("env", heeding).start()) {
      heddle.prints(Pattern.compile("ready"));
      heddle.signal(signal);
      heddle.ends(Duration.ofSeconds(10)).exits(5).mentions("got it");
    }
  }

  @Test
  void theCommandReadsAndSpeaksAsWithoutIt() {
    exec()
        .environment("LANGUAGE", "de:fr")
        .input("in\n".getBytes(UTF_8))
        .with("sh", "-c", "cat; echo $LANGUAGE ${HEDDLE_LANGUAGE-gone}")
        .run()
        .succeeds()
        .prints("in\nde:fr gone\n");
  }

  @Test
  void theCommandHasTheLanguageThatItHasWithoutIt() {
    for (String language : new String[] {"C", "C.UTF-8", ""}) {
      exec()
          .environment("LANG", "")
          .environment("LC_ALL", language)
          .with("sh", "-c", "echo \"${LC_ALL-}\" ${HEDDLE_LC_ALL-gone}")
          .run()
          .succeeds()
          .prints(language + " gone\n");
    }
  }

  @Test
  void otherUsersCannotUseItsListener() {
    Program.installed("curl");
    Program.installed("setpriv");
    String stranger =
        "setpriv --reuid=65534 --clear-groups curl -sS -o /dev/null -w '%{http_code}' ";
    exec()
        .with("sh", "-c", stranger + web.http("127.0.0.1", "hello.txt"))
        .run()
        .succeeds()
        .prints("403");
    logs("NOT_ALLOWED: this listener serves only the user of the proxy");
  }

  @Test
  void rulesKnowTheCommandAsAUserThoughNoListenerHasUsers() {
    Program.installed("curl");
    Path config =
        TestFiles.write(folder.resolve("heddle.yaml"), "rules: [{users: [curl], to: block}]\n");
    String url = web.http("127.0.0.1", "hello.txt");
    exec("--config", config).with("curl", "-sSf", url).run().exits(22).complains("403");
    logs(" curl http GET " + url + " rule=rules[0] via=block ");
    exec("--config", config).with("sh", "-c", "curl -sSf " + url).run().succeeds();
  }

  @Test
  void noPasswordIsInTheEnvironment() {
    String variables = exec().with("env").run().succeeds().out();
    assertTrue(variables.contains("http_proxy=http://127.0.0.1:"), variables);
    assertFalse(variables.contains("@127.0.0.1"), variables);
  }
}
