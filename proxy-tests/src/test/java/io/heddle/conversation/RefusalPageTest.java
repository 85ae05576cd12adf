package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Refusals as browsers show them: a page with the sentence, the rule and the outbound.
@Tag("conversation")
class RefusalPageTest {
  private static final String BROWSER =
      "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n";

  @AutoClose private final ProxyUnderTest proxy = ProxyUnderTest.with().start();
  @AutoClose private final Peer client = proxy.client();

  private String refusal(String method, String target, String fields) {
    client.sendsText(
        "%s http://%s/ HTTP/1.1\r\nHost: %s\r\n%s\r\n".formatted(method, target, target, fields));
    return client.receivesHead();
  }

  private String body(String head) {
    String length =
        head.lines().filter(line -> line.startsWith("Content-Length: ")).findFirst().orElseThrow();
    byte[] bytes = client.receivesBytes(Integer.parseInt(length.substring(16)));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void aBrowserGetsAPage() {
    String target = Origin.closedPort().toString();
    String head = refusal("GET", target, BROWSER);
    String page = body(head);
    assertTrue(head.startsWith("HTTP/1.1 502 Bad Gateway: " + target + " refused"), head);
    assertTrue(head.contains("Content-Type: text/html; charset=utf-8\r\n"), head);
    assertTrue(page.contains("<p>" + target + " refused the connection.</p>"), page);
    assertTrue(page.contains("<dt>Rule</dt><dd>default</dd>"), page);
    assertTrue(page.contains("<dt>Outbound</dt><dd>direct</dd>"), page);
    assertFalse(page.contains("<script"), page);
  }

  @Test
  void theConnectionServesTheNextRequest() {
    String target = Origin.closedPort().toString();
    body(refusal("GET", target, BROWSER));
    assertEquals(
        "heddle: " + target + " refused the connection\n",
        body(refusal("GET", target, "Accept: */*\r\n")));
  }

  @Test
  void aPageHasNoElementsOfAPeer() {
    client.sendsText(
        "GET /<script>alert(1)</script> HTTP/1.1\r\nHost: a\r\nX<b>: 1\r\n" + BROWSER + "\r\n");
    String head = client.receivesHead();
    assertFalse(body(head).contains("<script>"), head);
  }

  @Test
  void aHeadRequestGetsNoPage() {
    String target = Origin.closedPort().toString();
    refusal("HEAD", target, BROWSER);
    assertTrue(refusal("GET", target, "").startsWith("HTTP/1.1 502 "));
  }
}
