package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.Browser;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.RunningProgram;
import io.heddle.support.TestFiles;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Status page in Chromium, and the command `heddle status`.
@Tag("real-client")
class StatusPageTest {
  private static final String DOWN =
      "document.querySelector('tr.live td[data-name=download]')?.textContent";
  private static final String WIDER =
      "document.documentElement.scrollWidth > document.documentElement.clientWidth";

  @TempDir private static Path folder;
  @AutoClose private static Nginx web;
  @AutoClose private static HeddleImage proxy;
  @AutoClose private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path webFolder, @TempDir Path profile) throws Exception {
    web = Nginx.start(webFolder);
    try (var file = new RandomAccessFile(web.root().resolve("large").toFile(), "rw")) {
      file.setLength(500_000_000);
    }
    String config =
        """
        inbounds: [{listen: "127.0.0.1:0"}]
        outbounds:
          gone: {url: "socks5://127.0.0.1:1"}
          either: {first-available: [gone, direct]}
        rules:
          - {domains: [ads.example], to: block}
        default: either
        admin: {listen: "127.0.0.1:0"}
        """;
    proxy =
        HeddleImage.starting(
            HeddleImage.program()
                .environment("XDG_RUNTIME_DIR", folder)
                .with("run", "--config", TestFiles.write(folder.resolve("heddle.yaml"), config)));
    browser = Browser.start(profile);
    browser.looksLike(1100, 900, "light").opens(proxy.statusPage());
    browser.shows("document.getElementById('state').className", "good");
  }

  /// Keeps screenshots for a human: `target/status-page-*.png`.
  @AfterAll
  static void keepPictures() {
    if (browser != null) {
      browser.looksLike(1100, 900, "light").pictures(Path.of("target/status-page-light.png"));
      browser.looksLike(1100, 900, "dark").pictures(Path.of("target/status-page-dark.png"));
      browser.looksLike(390, 900, "light").pictures(Path.of("target/status-page-phone.png"));
    }
  }

  private static Program curl(String url) {
    return Program.installed("curl")
        .with("--silent", "--show-error", "--proxy", proxy.url("http"))
        .with("--output", "/dev/null", url);
  }

  @Test
  void aConnectionAppearsAndGrowsAndIsCutByItsButton() {
    String target = "127.0.0.1:" + web.httpPort();
    try (RunningProgram transfer =
        curl(web.http("127.0.0.1", "large")).with("--limit-rate", "2M").start()) {
      browser.reads(target);
      String first = browser.value(DOWN);
      Await.until("its bytes grow", () -> !browser.value(DOWN).equals(first));
      assertTrue(browser.reads("either/direct").contains("default"));
      String label =
          browser.value("document.querySelector('tr.live td[data-name=close] button').ariaLabel");
      assertTrue(label.startsWith("Close " + target + " of "), label);

      Program.at(HeddleImage.launcher(HeddleImage.folder()))
          .environment("XDG_RUNTIME_DIR", folder)
          .with("status")
          .run()
          .succeeds()
          .mentions(target)
          .mentions("either/direct");

      browser.presses(label);
      ProgramOutput output = transfer.ends(Duration.ofSeconds(10));
      assertNotEquals(0, output.exitCode(), "curl was cut");
    }
    browser.shows("document.querySelectorAll('tr.live').length", "0");
  }

  @Test
  void aBlockedHostShowsItsRule() {
    curl("http://ads.example/banner?token=s3cret").run();
    String text = browser.reads("the rules of this proxy block ads.example:80");
    assertTrue(text.contains("rules[0]"), text);
    assertFalse(text.contains("s3cret"), text);
  }

  @Test
  void aMemberThatDoesNotWorkSaysWhy() {
    curl(web.http("127.0.0.1", "hello.txt")).run().succeeds();
    browser.reads("upstream gone (127.0.0.1:1): 127.0.0.1:1 refused the connection");
  }

  @Test
  void isReadableOnAPhoneAndInTheDark() {
    String light = "getComputedStyle(document.body).backgroundColor";
    String before = browser.value(light);
    browser.looksLike(360, 740, "dark");
    assertNotEquals(before, browser.value(light));
    assertEquals("false", browser.value(WIDER));
    browser.looksLike(1100, 900, "light");
    assertEquals("false", browser.value(WIDER));
  }

  @Test
  void aScriptFromElsewhereDoesNotRun() {
    browser.value(
        "document.head.append(Object.assign(document.createElement('script'),"
            + " {textContent: 'window.broken = true'}))");
    assertEquals("undefined", browser.value("typeof window.broken"));
  }
}
