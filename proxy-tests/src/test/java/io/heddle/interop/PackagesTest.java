package io.heddle.interop;

import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.PackageMirror;
import io.heddle.support.PackageMirror.Packed;
import io.heddle.support.Program;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Package managers that download from a mirror of this machine, over plain http.
@Tag("real-client")
class PackagesTest {
  @TempDir Path folder;
  @AutoClose private Nginx web;
  @AutoClose private HeddleImage proxy;

  @BeforeEach
  void start() {
    web = Nginx.start(folder);
    proxy = HeddleImage.start();
  }

  private PackageMirror packages() {
    return new PackageMirror(web, folder);
  }

  private Path mirror(String path) {
    return TestFiles.folder(web.root().resolve(path));
  }

  @Test
  void pipDownloads() {
    Packed wheel = packages().wheel();
    Program.installed("python3")
        .with("-m", "pip", "--isolated", "download", "--no-deps", "--no-cache-dir")
        .with("--disable-pip-version-check", "--proxy", proxy.url("http"))
        .with("--index-url", wheel.at(), "--dest", folder, "cloth")
        .run()
        .succeeds();
    proxy.logs(" http GET " + wheel.file() + " ");
  }

  @Test
  void npmInstalls() {
    Packed cloth = packages().npmPackage();
    Path project = TestFiles.folder(folder.resolve("project"));
    Program.installed("npm")
        .with("install", "cloth", "--registry", cloth.at())
        .with("--proxy", proxy.url("http"), "--noproxy", "", "--cache", folder.resolve("cache"))
        .with("--no-audit", "--no-fund", "--no-update-notifier")
        .in(project)
        .run()
        .succeeds();
    proxy.logs(" http GET " + cloth.file() + " ");
  }

  @Test
  void mavenResolves() {
    Packed parent = packages().mavenParent();
    String proxies =
        """
        <proxies><proxy>
          <protocol>http</protocol><host>127.0.0.1</host><port>%d</port>
          <nonProxyHosts>none.example</nonProxyHosts>
        </proxy></proxies>
        """
            .formatted(proxy.port());
    Program.installed("mvn")
        .with("--batch-mode", "--settings", packages().mavenSettings(parent, proxies), "validate")
        .with("-Dmaven.repo.local=" + folder.resolve("repository"))
        .environment("JAVA_HOME", System.getProperty("java.home"))
        .in(folder.resolve("project"))
        .run()
        .succeeds();
    proxy.logs(" http GET " + parent.file() + " ");
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
