package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.AdminUnderTest;
import io.heddle.support.Await;
import io.heddle.support.Browser;
import io.heddle.support.HttpText;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Program;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.RunningProgram;
import io.heddle.support.TunnelPeers;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// List of requests on the status page in Chromium: with none, with five, and with 300 live and 1,000
/// past ones, on a desk and on a phone, in light and dark. Keeps a picture of each for a human:
/// `target/page-*.png`.
@Tag("real-client")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StatusPageListTest {
  private static final String ROWS =
      "[...document.querySelectorAll('#requests tbody tr')].filter(r => r.offsetParent).length";
  private static final String WIDER =
      "document.documentElement.scrollWidth > document.documentElement.clientWidth";
  private static final String SHOWN = "document.getElementById('shown').textContent";
  private static final String FILTER = "document.getElementById('filter')";

  @AutoClose private static Origin origin;
  @AutoClose private static ProxyUnderTest proxy;
  @AutoClose private static AdminUnderTest admin;
  @AutoClose private static Browser browser;
  private static final List<Peer> OPEN = new ArrayList<>();

  @BeforeAll
  static void start(@TempDir Path profile) {
    origin = Origin.start();
    proxy =
        ProxyUnderTest.with()
            .lookup(
                name -> new InetAddress[] {InetAddress.getLoopbackAddress()}, Duration.ofSeconds(5))
            .start();
    admin = AdminUnderTest.of(proxy);
    browser = Browser.start(profile);
    browser.looksLike(1200, 900, "light").opens(page(""));
    browser.shows("document.getElementById('state').className", "good");
  }

  @AfterAll
  static void end() {
    OPEN.forEach(Peer::close);
  }

  private static String page(String view) {
    return "http://" + admin.address() + "/" + view;
  }

  private static void pictures(String name) {
    for (int width : List.of(1200, 390)) {
      for (String scheme : List.of("light", "dark")) {
        browser.looksLike(width, 900, scheme);
        assertEquals("false", browser.value(WIDER), "nothing is cut at " + width);
        browser.pictures(Path.of("target/page-" + name + "-" + width + "-" + scheme + ".png"));
      }
    }
    browser.looksLike(1200, 900, "light");
  }

  private static void get(String host, String path, String status) {
    try (Peer client = proxy.client()) {
      client.sendsText(
          HttpText.message(
              "GET http://%s:%s%s HTTP/1.1\nHost: a\n\n", host, origin.address().port(), path));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText("HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\nok");
        client.receivesHead();
        client.receivesText("ok");
      }
    }
  }

  private static void fail() {
    try (Peer client = proxy.client()) {
      client
          .sendsText(HttpText.message("CONNECT %s HTTP/1.1\n\n", Origin.closedPort()))
          .receivesHead();
    }
  }

  private static void open() {
    TunnelPeers tunnel = TunnelPeers.open(proxy, origin);
    tunnel.server().sendsText("hello");
    tunnel.client().receivesText("hello");
    OPEN.add(tunnel.server());
    OPEN.add(tunnel.client());
  }

  /// What the view of one request says under a name.
  private static String field(String name) {
    return "[...document.querySelectorAll('#fields div')]"
        + ".find(f => f.firstChild.textContent === '%s').lastChild.textContent".formatted(name);
  }

  @Test
  @Order(1)
  void anEmptyListSaysSo() {
    browser.shows("document.getElementById('nothing').textContent", "No requests yet.");
    assertEquals("0", browser.value(ROWS));
    pictures("0");
  }

  @Test
  @Order(2)
  void aFewRequestsAreTold() {
    open();
    open();
    get("api.example", "/v1/items?token=s3cret", "200 OK");
    get("api.example", "/v1/none", "404 Not Found");
    fail();
    browser.shows(SHOWN, "5 of 5 requests, 2 live");
    browser.shows(ROWS, "5");
    String text = browser.reads("GET /v1/none");
    assertTrue(text.contains("refused the connection"), text);
    assertFalse(text.contains("s3cret"), text);
    pictures("5");
  }

  @Test
  @Order(3)
  void theDetailsOfARequestHaveItsTimeline() {
    browser.value(
        "[...document.querySelectorAll('td .link')].find(b => b.closest('tr').innerText.includes('/v1/items')).click()");
    browser.shows("document.getElementById('detail').open", "true");
    String text = browser.reads("wait for the first byte");
    assertTrue(text.contains("resolve api.example"), text);
    assertTrue(text.contains("connect 127.0.0.1:" + origin.address().port()), text);
    assertTrue(browser.value("location.hash").startsWith("#request=r"), "can be a bookmark");
    browser.value(
        "[...document.querySelectorAll('#actions button')].find(b => b.textContent.includes('curl')).click()");
    browser.reads("curl --proxy 'http://127.0.0.1:");
    pictures("detail");
    browser.value("document.getElementById('close-detail').click()");
    browser.shows("document.getElementById('detail').open", "false");
    browser.shows("location.hash", "");
  }

  @Test
  @Order(4)
  void aHostileNameStaysText() {
    get("hostile.example", "/<b>x'$(id)</b><img/src=x>", "200 OK");
    browser.reads("/<b>x'$(id)</b><img/src=x>");
    assertEquals("0", browser.value("document.querySelectorAll('main b, main img').length"));
  }

  @Test
  @Order(5)
  void aLongListStaysUsable() {
    for (int i = 0; i < 298; i++) {
      open();
    }
    for (int i = 0; i < 940; i++) {
      get("host-" + i % 23 + ".example", "/" + i, i % 10 == 0 ? "500 No" : "200 OK");
    }
    for (int i = 0; i < 80; i++) {
      fail();
    }
    browser.shows(SHOWN, "1,300 of 1,300 requests, 300 live");
    assertEquals("100", browser.value(ROWS));
    pictures("1300");
    browser.value("document.getElementById('more').click()");
    browser.shows(ROWS, "200");
    browser.value("window.scrollTo(0, 3000)");
    browser.shows(
        "Math.round(document.querySelector('#requests th').getBoundingClientRect().top)", "0");
    browser.pictures(Path.of("target/page-scrolled.png"));
    browser.value("window.scrollTo(0, 0)");
    long before = System.nanoTime();
    browser.value("document.getElementById('show').dispatchEvent(new Event('change'))");
    Duration time = Duration.ofNanos(System.nanoTime() - before);
    assertTrue(time.toMillis() < 2000, "drawn in " + time);
  }

  @Test
  @Order(6)
  void theListIsFilteredSortedAndGroupedAndTheAddressSaysSo() {
    browser.opens(page("#filter=host:host-7.example&show=past"));
    Await.until("the filter holds", () -> browser.value(SHOWN).startsWith("4"));
    assertEquals("host:host-7.example", browser.value(FILTER + ".value"));
    browser.value(FILTER + ".value = 'is:failed host:host-'");
    browser.value(FILTER + ".dispatchEvent(new Event('input'))");
    Await.until("others are shown", () -> browser.value(SHOWN).startsWith("9"));
    assertTrue(browser.value("location.hash").contains("filter=is%3Afailed+host%3Ahost-"));
    browser.value("document.querySelector('th[data-sort=time] button').click()");
    browser.shows("document.querySelector('th[data-sort=time]').ariaSort", "descending");
    browser.opens(page("#group=host"));
    Await.until(
        "the groups are there",
        () -> browser.value("document.querySelectorAll('#groups tbody tr').length").equals("24"));
    pictures("groups");
    browser.value(
        "[...document.querySelectorAll('#groups .link')].find(b => b.textContent === 'host-3.example').click()");
    Await.until("its requests", () -> browser.value(SHOWN).startsWith("4"));
    assertEquals("host:host-3.example", browser.value(FILTER + ".value"));
    browser.opens(page("#"));
    browser.shows(FILTER + ".value", "");
  }

  @Test
  @Order(7)
  void pausedItStandsStill() {
    browser.value("document.getElementById('pause').click()");
    browser.shows("document.getElementById('state').textContent", "paused");
    browser.shows("document.getElementById('pause').ariaPressed", "true");
    get("after-the-pause.example", "/", "200 OK");
    browser.value("document.getElementById('pause').click()");
    browser.reads("after-the-pause.example");
  }

  @Test
  @Order(8)
  void anOutboundIsTestedByItsButton() {
    browser.presses("Test outbound direct");
    browser.reads("reached in");
  }

  @Test
  @Order(9)
  @EnabledOnOs(OS.LINUX)
  void theProgramOfALocalClientIsShownAndFound() {
    browser.opens(page("#"));
    try (Origin slow = Origin.start();
        RunningProgram curl =
            Program.installed("curl")
                .with("-sS", "-x", proxy.address(), "http://" + slow.address() + "/")
                .start();
        Peer server = slow.accept()) {
      server.receivesHead();
      browser.value(FILTER + ".value = 'command:curl'");
      browser.value(FILTER + ".dispatchEvent(new Event('input'))");
      browser.shows(ROWS, "1");
      String client = "document.querySelector('#requests tr.live td[data-name=client]').innerText";
      Await.until("the client", () -> browser.value(client).startsWith("curl"));
      assertTrue(browser.value(client).contains("127.0.0.1:"), "and its address");
      browser.value("document.querySelector('#requests tr.live .link').click()");
      browser.shows("document.getElementById('detail').open", "true");
      browser.shows(field("Program"), "curl");
      browser.shows(field("Result"), "open");
      pictures("program");
      server.sendsText("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nhi\n");
      curl.ends(Duration.ofSeconds(10)).succeeds().prints("hi\n");
      browser.shows(field("Result"), "answered 200");
      browser.value("document.getElementById('close-detail').click()");
      String past = "document.querySelector('#requests tbody tr:not(.live) .link')";
      Await.until("it has ended", () -> browser.value(past + "?.ariaLabel").contains("of curl"));
      browser.value(past + ".click()");
      browser.shows(field("Program"), "curl");
    }
    browser.value("document.getElementById('close-detail').click()");
    browser.opens(page("#group=command"));
    String groups = "[...document.querySelectorAll('#groups .link')].map(b => b.textContent)";
    Await.until("its group", () -> browser.value(groups + ".includes('curl')").equals("true"));
    browser.opens(page("#"));
  }

  @Test
  @Order(10)
  void everyControlHasANameAndASeenFocus() {
    assertEquals(
        "",
        browser.value(
            "[...document.querySelectorAll('button, select, input, a')]"
                + ".filter(e => e.offsetParent && !(e.ariaLabel || e.textContent.trim()"
                + " || e.closest('label')?.textContent.trim())).map(e => e.outerHTML).join()"));
    assertEquals(
        "0",
        browser.value("document.querySelectorAll('[onclick], [tabindex]:not(dialog)').length"));
  }
}
