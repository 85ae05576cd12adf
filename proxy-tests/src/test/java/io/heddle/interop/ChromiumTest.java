package io.heddle.interop;

import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A page that loads a script from the same server, so that the browser needs the proxy twice.
@Tag("real-client")
class ChromiumTest {
  @AutoClose private static Nginx web;
  @AutoClose private static HeddleImage proxy;
  @AutoClose private static HeddleImage secured;

  @BeforeAll
  static void start(@TempDir Path folder) {
    Program.installed("chromium");
    web = Nginx.start(folder);
    proxy = HeddleImage.start();
    secured =
        HeddleImage.start(
            folder,
            "inbounds: [{listen: \"127.0.0.1:0\", tls: {certificate: \"%s\", key: \"%s\"}}]\n"
                .formatted(web.certificate().file(), web.certificate().key()));
    TestFiles.write(
        web.root().resolve("page.html"),
        "<!DOCTYPE html><title>cloth</title><p id=p>bare</p><script src=weave.js></script>\n");
    TestFiles.write(
        web.root().resolve("weave.js"), "document.getElementById('p').textContent = 'woven';\n");
  }

  private static void shows(String scheme, String page, Path profile) {
    shows(proxy, scheme, page, profile);
  }

  private static void shows(HeddleImage through, String scheme, String page, Path profile) {
    Program.installed("chromium")
        .with("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
        .with("--no-first-run", "--disable-background-networking", "--disable-component-update")
        .with("--disable-sync", "--disable-quic", "--disable-extensions")
        .with("--user-data-dir=" + profile)
        .with("--proxy-server=" + through.url(scheme))
        // Or it would go to the loopback without a proxy.
        .with("--proxy-bypass-list=<-loopback>")
        .with("--ignore-certificate-errors")
        .with("--dump-dom", page)
        .environment("HOME", profile)
        .run()
        .succeeds()
        .mentions("<p id=\"p\">woven</p>");
  }

  @Test
  void showsAnHttpPageThroughSocks(@TempDir Path profile) {
    shows("socks5", web.http("localhost", "page.html"), profile);
    proxy.logs(" socks5 localhost:" + web.httpPort() + " ");
  }

  @Test
  void showsAnHttpPageThroughHttp(@TempDir Path profile) {
    shows("http", web.http("localhost", "page.html"), profile);
    proxy.logs(" http GET " + web.http("localhost", "weave.js") + " ");
  }

  /// A browser has six connections at most, and uses each again and again.
  @Test
  void showsAPageOfAHundredParts(@TempDir Path profile) {
    StringBuilder page = new StringBuilder("<!DOCTYPE html><p id=p>bare</p><script>n = 0</script>");
    for (int i = 1; i <= 100; i++) {
      TestFiles.write(
          web.root().resolve("part" + i + ".js"),
          "if (++n == 100) { document.getElementById('p').textContent = 'woven'; }\n");
      page.append("<script src=part").append(i).append(".js></script>");
    }
    TestFiles.write(web.root().resolve("parts.html"), page + "\n");
    shows("http", web.http("localhost", "parts.html"), profile);
  }

  @Test
  void showsAnHttpsPageThroughSocks(@TempDir Path profile) {
    shows("socks5", web.https("localhost", "page.html"), profile);
    proxy.logs(" socks5 localhost:" + web.httpsPort() + " ");
  }

  @Test
  void showsAnHttpsPageThroughHttp(@TempDir Path profile) {
    shows("http", web.https("localhost", "page.html"), profile);
    proxy.logs(" http localhost:" + web.httpsPort() + " ");
  }

  @Test
  void showsPagesThroughAProxyInTls(@TempDir Path profile) {
    shows(secured, "https", web.http("localhost", "page.html"), profile);
    secured.logs(" http GET " + web.http("localhost", "weave.js") + " ");
    shows(secured, "https", web.https("localhost", "page.html"), profile);
    secured.logs(" http localhost:" + web.httpsPort() + " ");
  }
}
