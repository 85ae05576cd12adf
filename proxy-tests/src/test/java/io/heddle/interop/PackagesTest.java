package io.heddle.interop;

import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Package managers that download from a mirror of this machine, over plain http.
class PackagesTest {
  @TempDir Path folder;
  @AutoClose private Nginx web;
  @AutoClose private HeddleImage proxy;

  @BeforeEach
  void start() {
    web = Nginx.start(folder);
    proxy = HeddleImage.start();
  }

  private Path mirror(String path) {
    return TestFiles.folder(web.root().resolve(path));
  }

  @Test
  void pipDownloads() {
    Program python = Program.installed("python3");
    Path project = TestFiles.folder(folder.resolve("project"));
    Path info = TestFiles.folder(project.resolve("cloth-1.0.dist-info"));
    TestFiles.write(project.resolve("cloth.py"), "woven = True\n");
    TestFiles.write(info.resolve("METADATA"), "Metadata-Version: 2.1\nName: cloth\nVersion: 1.0\n");
    TestFiles.write(
        info.resolve("WHEEL"),
        "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
    TestFiles.write(info.resolve("RECORD"), "");
    String wheel = "cloth-1.0-py3-none-any.whl";
    Path page = mirror("simple/cloth");
    python
        .with("-m", "zipfile", "-c", page.resolve(wheel), "cloth.py", info.getFileName())
        .in(project)
        .run()
        .succeeds();
    TestFiles.write(page.resolve("index.html"), "<a href=\"%s\">%1$s</a>".formatted(wheel));
    Program.installed("python3")
        .with("-m", "pip", "--isolated", "download", "--no-deps", "--no-cache-dir")
        .with("--disable-pip-version-check", "--proxy", proxy.url("http"))
        .with("--index-url", web.http("127.0.0.1", "simple/"), "--dest", folder, "cloth")
        .run()
        .succeeds();
    proxy.logs(" http GET " + web.http("127.0.0.1", "simple/cloth/" + wheel) + " ");
  }

  @Test
  void npmInstalls() {
    Path cloth = TestFiles.folder(folder.resolve("cloth"));
    String description = "{\"name\": \"cloth\", \"version\": \"1.0.0\"}";
    TestFiles.write(cloth.resolve("package.json"), description);
    Program.installed("npm").with("pack", "--silent").in(cloth).run().succeeds();
    TestFiles.copy(cloth.resolve("cloth-1.0.0.tgz"), web.root().resolve("cloth-1.0.0.tgz"));
    TestFiles.write(
        web.root().resolve("cloth"),
        """
        {"name": "cloth", "dist-tags": {"latest": "1.0.0"}, "versions": {"1.0.0":
          {"name": "cloth", "version": "1.0.0", "dist": {"tarball": "%s"}}}}
        """
            .formatted(web.http("localhost", "cloth-1.0.0.tgz")));
    Path project = TestFiles.folder(folder.resolve("project"));
    Program.installed("npm")
        .with("install", "cloth", "--registry", web.http("localhost", ""))
        .with("--proxy", proxy.url("http"), "--noproxy", "", "--cache", folder.resolve("cache"))
        .with("--no-audit", "--no-fund", "--no-update-notifier")
        .in(project)
        .run()
        .succeeds();
    proxy.logs(" http GET " + web.http("localhost", "cloth-1.0.0.tgz") + " ");
  }

  @Test
  void mavenResolves() {
    Path parent = mirror("maven/test/cloth/1.0");
    TestFiles.write(parent.resolve("cloth-1.0.pom"), pom("<packaging>pom</packaging>", "cloth"));
    Path project = TestFiles.folder(folder.resolve("project"));
    String inherits =
        "<parent><groupId>test</groupId><artifactId>cloth</artifactId><version>1.0</version>"
            + "<relativePath/></parent><packaging>pom</packaging>";
    TestFiles.write(project.resolve("pom.xml"), pom(inherits, "coat"));
    Path settings =
        TestFiles.write(
            folder.resolve("settings.xml"),
            """
            <settings>
              <proxies><proxy>
                <protocol>http</protocol><host>127.0.0.1</host><port>%d</port>
                <nonProxyHosts>none.example</nonProxyHosts>
              </proxy></proxies>
              <mirrors><mirror>
                <id>local</id><mirrorOf>*</mirrorOf><url>%s</url>
              </mirror></mirrors>
            </settings>
            """
                .formatted(proxy.port(), web.http("localhost", "maven/")));
    Program.installed("mvn")
        .with("--batch-mode", "--settings", settings, "validate")
        .with("-Dmaven.repo.local=" + folder.resolve("repository"))
        .environment("JAVA_HOME", System.getProperty("java.home"))
        .in(project)
        .run()
        .succeeds();
    proxy.logs(" http GET " + web.http("localhost", "maven/test/cloth/1.0/cloth-1.0.pom") + " ");
  }

  private static String pom(String more, String artifact) {
    return """
    <project>
      <modelVersion>4.0.0</modelVersion>
      %s
      <groupId>test</groupId><artifactId>%s</artifactId><version>1.0</version>
    </project>
    """
        .formatted(more, artifact);
  }

  @Test
  void aptUpdates() {
    Program apt = Program.installed("apt-get");
    TestFiles.write(mirror("debian").resolve("Packages"), "");
    TestFiles.write(
        folder.resolve("sources.list"),
        "deb [trusted=yes] " + web.http("127.0.0.1", "debian/") + " ./\n");
    TestFiles.folder(folder.resolve("lists/partial"));
    TestFiles.folder(folder.resolve("cache/partial"));
    apt.with("-o", "Acquire::http::Proxy=" + proxy.url("http"))
        .with("-o", "Dir::Etc::sourcelist=" + folder.resolve("sources.list"))
        .with("-o", "Dir::Etc::sourceparts=-", "-o", "APT::Get::List-Cleanup=0")
        .with("-o", "Dir::State::lists=" + folder.resolve("lists"))
        .with("-o", "Dir::Cache::archives=" + folder.resolve("cache"))
        .with("-o", "APT::Sandbox::User=root", "-o", "Acquire::Languages=none", "update")
        .run()
        .succeeds();
    proxy.logs(" http GET " + web.http("127.0.0.1", "debian/./Packages") + " ");
  }
}
