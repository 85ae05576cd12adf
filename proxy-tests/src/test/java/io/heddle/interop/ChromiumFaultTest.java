package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.Browser;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Chromium shows over each kind of bad network, which the name of the page chooses.
@Tag("real-client")
class ChromiumFaultTest {
  /// Length of the script, which the rate lets through in half a second.
  private static final int SCRIPT = 32 * 1024;

  private static Nginx web;
  private static HeddleImage proxy;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path folder, @TempDir Path profile) {
    web = Nginx.start(folder);
    TestFiles.write(
        web.root().resolve("page.html"),
        "<!DOCTYPE html><p id=p>bare</p><script src=weave.js></script>\n");
    TestFiles.write(
        web.root().resolve("weave.js"),
        "document.getElementById('p').textContent = 'woven';\n" + "/".repeat(SCRIPT) + "\n");
    proxy =
        HeddleImage.start(
            folder,
            """
            inbounds: [{listen: "127.0.0.1:0"}]
            dns: {hosts: {"*.test": 127.0.0.1}}
            rules:
              - {domains: [slow.test], fault: {delay: 100ms, jitter: 20ms}, to: direct}
              - {domains: [thin.test], fault: {rate: 64KiB}, to: direct}
              - {domains: [shut.test], fault: {refuse: 100%}, to: direct}
              - {domains: [torn.test], fault: {reset-after: 200B}, to: direct}
            """);
    browser = Browser.start(profile, "--proxy-server=" + proxy.url("http"));
  }

  @AfterAll
  static void stop() {
    browser.close();
    proxy.close();
    web.close();
  }

  /// Time in which the page was loaded, in milliseconds.
  private static String took(int least) {
    return "performance.getEntriesByType('navigation')[0].loadEventEnd >= " + least;
  }

  @Test
  void aDelayedPageIsShownLater() {
    browser.opens(web.http("slow.test", "page.html")).reads("woven");
    browser.shows(took(300), "true");
    proxy.logs(" fault=delay:100ms,jitter:20ms 200 ");
  }

  @Test
  void aSlowPageIsShownWhenItIsThere() {
    browser.opens(web.http("thin.test", "page.html")).reads("woven");
    browser.shows(took(400), "true");
    proxy.logs(" fault=rate:64KiB 200 ");
  }

  @Test
  void aRefusedPageIsThatOfTheProxy() {
    browser.opens(web.http("shut.test", "page.html")).reads("a fault of this proxy's rules[2]");
    assertEquals("502 Bad Gateway", browser.value("document.title"));
  }

  @Test
  void aPageThatIsResetIsAnErrorOfTheBrowser() {
    browser.opens(web.http("torn.test", "page.html")).reads("ERR_CONNECTION_RESET");
    proxy.logs(" fault=reset-after:200B fault ");
  }
}
