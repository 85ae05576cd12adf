package io.heddle.interop;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.heddle.support.ClientFolder;
import io.heddle.support.GitServer;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.PackageMirror;
import io.heddle.support.PackageMirror.Packed;
import io.heddle.support.Program;
import io.heddle.support.SshServer;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Programs under `heddle exec --isolate require`, which reach what `--allow` names, and only that.
@Tag("real-client")
class IsolateProgramsTest {
  @TempDir private static Path common;
  private static Nginx web;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    Program.installed("unshare");
    web = Nginx.start(common);
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  private Program exec(Object... options) {
    return HeddleImage.programOf(folder)
        .environment("GIT_CONFIG_NOSYSTEM", 1)
        .with("exec", "--isolate", "require", "--no-proxy", "")
        .with(options)
        .with("--");
  }

  private Program allowed() {
    return exec("--allow", "localhost,127.0.0.1");
  }

  @Test
  void curlReachesWhatIsAllowedAndNothingElse() {
    allowed().with("curl", "-sSk", web.https("localhost", "hello.txt")).run().prints("hello\n");
    String other = "http://127.0.0.2:" + web.httpPort() + "/hello.txt";
    allowed()
        .with("curl", "-sSf", other)
        .run()
        .exits(22)
        .complains("403")
        .complains("heddle: the policy refused 1 request of curl: 127.0.0.2:" + web.httpPort());
    exec("--allow", "").with("curl", "-sSf", web.http("localhost", "hello.txt")).run().exits(22);
    exec("--policy", "agent")
        .with("true")
        .run()
        .exits(2)
        .complains("--policy: there is no policy \"agent\"");
  }

  @Test
  void entriesThatHardlyDoWhatWasMeantAreNamed() {
    String loopback = "heddle: --allow: localhost is that of the network namespace to true";
    HeddleImage.programOf(folder)
        .with("exec", "--isolate", "require", "--allow", "npm,localhost", "--", "true")
        .run()
        .succeeds()
        .complains("heddle: warning: --allow: npm is the name of a host; did you mean group:npm?")
        .complains(loopback);
    assertFalse(
        HeddleImage.programOf(folder)
            .with("exec", "--isolate", "require", "--allow", "localhost", "--reach", "5432")
            .with("--", "true")
            .run()
            .succeeds()
            .err()
            .contains(loopback));
  }

  @Test
  void gitClonesOverHttpAndSsh() {
    Program.installed("git");
    try (GitServer git = GitServer.start(folder);
        SshServer ssh = SshServer.start(folder)) {
      Path first = folder.resolve("first");
      allowed()
          .with("git", "-c", "http.sslVerify=false", "clone", "--quiet", git.https(), first)
          .run()
          .succeeds();
      git.checkClone(first);
      Path second = folder.resolve("second");
      allowed()
          .with("git", "clone", "--quiet", ssh.url(git.repository()), second)
          .environment("GIT_SSH_COMMAND", ssh.command())
          .run()
          .succeeds();
      git.checkClone(second);
      exec("--allow", "")
          .with("git", "clone", "--quiet", ssh.url(git.repository()), folder.resolve("third"))
          .environment("GIT_SSH_COMMAND", ssh.command())
          .run()
          .exits(128)
          .complains("denied by policy");
    }
  }

  @Test
  void packageManagersInstall() {
    PackageMirror mirror = new PackageMirror(web, folder);
    Packed wheel = mirror.wheel();
    allowed()
        .with("python3", "-m", "pip", "download", "--no-deps", "--no-cache-dir")
        .with("--disable-pip-version-check", "--index-url", wheel.at(), "--dest", folder, "cloth")
        .run()
        .succeeds();
    Packed cloth = mirror.npmPackage();
    allowed()
        .with("npm", "install", "cloth", "--registry", cloth.at())
        .with("--cache", folder.resolve("cache"))
        .with("--no-audit", "--no-fund", "--no-update-notifier")
        .in(TestFiles.folder(folder.resolve("project")))
        .run()
        .succeeds();
  }

  @Test
  void mavenResolves() {
    Program.installed("mvn");
    PackageMirror packages = new PackageMirror(web, folder);
    Packed parent = packages.mavenParent();
    allowed()
        .with("mvn", "--batch-mode", "--settings", packages.mavenSettings(parent, ""), "validate")
        .with("-Dmaven.repo.local=" + folder.resolve("repository"))
        .environment("JAVA_HOME", System.getProperty("java.home"))
        .in(folder.resolve("project"))
        .run()
        .succeeds();
  }

  @Test
  @Timeout(value = 5, unit = MINUTES)
  void goFetches() {
    Program build = Program.installed("go").environment("GOTOOLCHAIN", "local");
    ClientFolder client =
        ClientFolder.named("go").prepare(build.with("build", "-o", "client", "."));
    String script = "exec \"$0\" transport \"$http_proxy\" \"$1\" \"$2\"";
    allowed()
        .with("sh", "-c", script, client.file("client"), web.certificate().file())
        .with(web.https("localhost", "hello.txt"))
        .run()
        .succeeds()
        .prints("hello\n");
  }

  @Test
  void chromiumShowsAPage() {
    Program.installed("chromium");
    TestFiles.write(web.root().resolve("cloth.html"), "<!DOCTYPE html><p id=p>woven</p>\n");
    // A name that the proxy alone knows: there is no name server in the namespace.
    Path config =
        TestFiles.write(folder.resolve("heddle.yaml"), "dns: {hosts: {cloth.test: 127.0.0.1}}\n");
    exec("--config", config, "--allow", "cloth.test,127.0.0.1")
        .with("chromium", "--headless", "--no-sandbox", "--disable-gpu")
        .with("--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking")
        .with("--disable-component-update", "--disable-sync", "--disable-extensions")
        .with("--user-data-dir=" + folder.resolve("profile"), "--dump-dom")
        .with(web.http("cloth.test", "cloth.html"))
        .run()
        .succeeds()
        .mentions("<p id=\"p\">woven</p>");
  }
}
