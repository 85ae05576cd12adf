package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.Browser;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Status page that `heddle page` opens, in Chromium and with curl. The proxy has no admin listener.
@Tag("real-client")
class PageCommandTest {
  private static final String CONFIG =
      """
      inbounds: [{listen: "127.0.0.1:0"}]
      rules: [{domains: [ads.example], to: block}]
      """;
  private static final List<String> ROUTES =
      List.of(
          "GET /",
          "GET /page.js",
          "GET /page.css",
          "GET /status",
          "GET /requests",
          "GET /har",
          "GET /rules",
          "GET /connections",
          "GET /metrics",
          "POST /outbound-tests/direct",
          "POST /explain",
          "POST /rules",
          "DELETE /rules/1",
          "DELETE /connections/1");

  @TempDir private static Path folder;
  private static Path config;
  private static String link;
  @AutoClose private static Nginx web;
  @AutoClose private static HeddleImage proxy;
  @AutoClose private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path webFolder, @TempDir Path profile) {
    web = Nginx.start(webFolder);
    config = TestFiles.write(folder.resolve("heddle.yaml"), CONFIG);
    proxy = HeddleImage.starting(heddle("run", "--config", config));
    Path socket = folder.resolve("heddle").resolve(proxy.process().pid() + ".sock");
    Await.until("it hears commands", () -> Files.exists(socket));
    link = heddle("page").run().succeeds().out().strip();
    curl("-x", proxy.url("http"), web.http("127.0.0.1", "before"));
    browser = Browser.start(profile);
    browser.looksLike(1200, 1400, "light").opens(link);
    browser.shows("document.getElementById('state').className", "good");
  }

  @AfterAll
  static void keepPicture() {
    if (browser != null) {
      browser.pictures(Path.of("target/page-command.png"));
    }
  }

  private static Program heddle(Object... arguments) {
    return HeddleImage.program().environment("XDG_RUNTIME_DIR", folder).with(arguments);
  }

  private static String curl(Object... arguments) {
    return Program.installed("curl").with("-sS", "--max-time", 20).with(arguments).run().out();
  }

  private static String page() {
    return link.substring(0, link.indexOf("/?key="));
  }

  private static String status(String route, Object... more) {
    String[] parts = route.split(" ", 2);
    return Program.installed("curl")
        .with("-sS", "-o", "/dev/null", "-w", "%{http_code}", "--max-time", 20)
        .with("-X", parts[0], page() + parts[1])
        .with(more)
        .run()
        .out();
  }

  @Test
  void withoutTheCookieNothingIsShownOrDone() {
    for (String route : ROUTES) {
      assertEquals("401", status(route), route);
      assertEquals("401", status(route, "-H", "Cookie: heddle-1=x"), route);
    }
    assertEquals("401", status("GET /events"));
  }

  @Test
  void withTheCookieAllOfThePageAnswers() {
    Path jar = folder.resolve("jar");
    curl("-o", "/dev/null", "-c", jar, "-L", link);
    for (String route : ROUTES.subList(0, 10)) {
      assertEquals("200", status(route, "-b", jar), route);
    }
    assertEquals("200", status("POST /explain", "-b", jar, "-H", "Target: heddle.test:80"));
    assertTrue(
        Program.installed("curl")
            .with("-sN", "-b", jar, "--max-time", 3, page() + "/events")
            .run()
            .out()
            .contains("event: status"));
  }

  @Test
  void showsWhatHasPassedSinceAndExplainsIt() {
    browser.reads("127.0.0.1:" + web.httpPort());
    browser.reads("http · GET /before");
    browser.value(
        "[...document.querySelectorAll('#requests tbody tr')]"
            + ".find(r => r.textContent.includes('/before')).querySelector('button').click()");
    browser.shows("document.getElementById('detail').open", "true");
    browser.value(
        "[...document.querySelectorAll('#actions button')]"
            + ".find(b => b.textContent === 'Explain this').click()");
    browser.reads("by the running proxy (pid " + proxy.process().pid());
    browser.value("document.getElementById('close-detail').click()");
  }

  @Test
  void aTemporaryRuleIsAddedHitAndRemoved() {
    browser.value(
        "document.getElementById('rule-words').value = '{domains: [shop.example], to: block}'");
    browser.value("document.getElementById('add-rule').click()");
    browser.reads("added temporary#");
    curl("-x", proxy.url("http"), "http://shop.example/");
    browser.reads("1 hit");
    browser.value("document.querySelector('#rules button').click()");
    browser.reads("removed temporary#");
    heddle("rules").run().succeeds();
  }

  @Test
  void aReloadThatFailedIsShownUntilOneSucceeds() {
    TestFiles.write(config, CONFIG + "nonsense: 1\n");
    browser.reads("The configuration was not reloaded at ");
    browser.reads("nonsense");
    TestFiles.write(config, CONFIG);
    browser.shows("document.getElementById('configuration').hidden", "true");
  }
}
