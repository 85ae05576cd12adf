package io.heddle.interop;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.HeddleImage;
import io.heddle.support.LoopbackCertificate;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Clients that speak HTTP/2 to Heddle as their proxy.
@Tag("real-client")
class Http2ClientsTest {
  @AutoClose private static Nginx web;
  @AutoClose private static HeddleImage proxy;

  @BeforeAll
  static void start(@TempDir Path folder) {
    LoopbackCertificate certificate = LoopbackCertificate.make(folder);
    web = Nginx.start(folder);
    TestFiles.write(web.root().resolve("cloth.txt"), "woven\n");
    TestFiles.write(
        web.root().resolve("page.html"),
        "<!DOCTYPE html><title>cloth</title><p id=p>bare</p><script src=weave.js></script>\n");
    TestFiles.write(
        web.root().resolve("weave.js"), "document.getElementById('p').textContent = 'woven';\n");
    proxy =
        HeddleImage.start(
            folder,
            """
            inbounds: [{listen: "127.0.0.1:0", tls: {certificate: "%s", key: "%s"}}]
            """
                .formatted(certificate.file(), certificate.key()));
  }

  @Test
  void nghttpGetsAPlainPage() {
    Program.installed("nghttp")
        .with("--no-verify-peer", "-H:scheme: http", "-H:authority: localhost:" + web.httpPort())
        .with(proxy.url("https") + "/cloth.txt")
        .run()
        .succeeds()
        .mentions("woven");
    proxy.logs(" http GET " + web.http("localhost", "cloth.txt") + " ");
  }

  @Test
  void h2loadGetsAThousandPagesOnTenConnections() {
    Program.installed("h2load")
        .with("-n1000", "-c10", "-m10")
        .with("-H:scheme: http", "-H:authority: localhost:" + web.httpPort())
        .with(proxy.url("https") + "/cloth.txt")
        .run()
        .succeeds()
        .mentions("1000 succeeded, 0 failed, 0 errored");
  }

  /// As many streams at once as the listener allows (RFC 9113 §5.1.2), on each connection.
  @Test
  @Timeout(value = 3, unit = MINUTES)
  void h2loadKeepsAllStreamsBusyAndNoneIsRefused() {
    Program.installed("h2load")
        .with("-n20000", "-c4", "-m256")
        .with("-H:scheme: http", "-H:authority: localhost:" + web.httpPort())
        .with(proxy.url("https") + "/cloth.txt")
        .within(Duration.ofMinutes(2))
        .run()
        .succeeds()
        .mentions("20000 succeeded, 0 failed, 0 errored, 0 timeout")
        .mentions("20000 2xx");
  }

  @Test
  void chromiumSharesAConnection(@TempDir Path profile) {
    Path log = profile.resolve("net-log.json");
    Program.installed("chromium")
        .with("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
        .with("--no-first-run", "--disable-background-networking", "--disable-component-update")
        .with("--disable-sync", "--disable-quic", "--disable-extensions")
        .with("--user-data-dir=" + profile, "--log-net-log=" + log)
        .with("--proxy-server=" + proxy.url("https"), "--proxy-bypass-list=<-loopback>")
        .with("--ignore-certificate-errors")
        .with("--dump-dom", web.https("localhost", "page.html"))
        .environment("HOME", profile)
        .run()
        .succeeds()
        .mentions("<p id=\"p\">woven</p>");
    proxy.logs(" http localhost:" + web.httpsPort() + " ");
    String events = TestFiles.read(log);
    assertTrue(
        events.contains(":method: CONNECT") && events.contains(":authority: localhost"),
        "a CONNECT request of HTTP/2 in the net log");
  }
}
