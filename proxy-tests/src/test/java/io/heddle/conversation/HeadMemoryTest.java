package io.heddle.conversation;

import static io.heddle.support.HttpText.message;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Memory that the heads of messages take together.
@Tag("conversation")
class HeadMemoryTest {
  private static final String LONG = "X: " + "x".repeat(30_000);
  private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";
  private static final String NO_MEMORY =
      "this proxy has no memory left for a long message head: it keeps 100000 bytes for those of all"
          + " clients";

  @AutoClose private final Origin origin = Origin.start();

  @AutoClose private final ProxyUnderTest proxy = ProxyUnderTest.with().headMemory(100_000).start();

  private String get(String field) {
    String host = origin.address().toString();
    return message("GET http://" + host + "/ HTTP/1.1\nHost: " + host + "\n" + field + "\n\n");
  }

  private void isServed(Peer client) {
    client.sendsText(get("X: y"));
    try (Peer server = origin.accept()) {
      server.receivesHead();
      server.sendsText(NO_CONTENT);
      client.receivesHead();
    }
  }

  private static void isRefused(Peer client) {
    String head = client.receivesHead();
    assertTrue(head.startsWith("HTTP/1.1 503 ") && head.contains(NO_MEMORY), head);
  }

  @Test
  void anUnfinishedHeadTakesMemoryAndAUsualOnePasses() {
    try (Peer attacker = proxy.client();
        Peer late = proxy.client();
        Peer usual = proxy.client()) {
      attacker.sendsText("GET / HTTP/1.1\r\n" + LONG);
      Await.until("the head is read", () -> proxy.headMemoryUsed() > 50_000);
      late.sendsText(get(LONG));
      isRefused(late);
      isServed(usual);
    }
    Await.until("the memory is free", () -> proxy.headMemoryUsed() == 0);
  }

  @Test
  void aRequestKeepsItsMemoryWhileItsOriginThinks() {
    try (Peer client = proxy.client();
        Peer late = proxy.client()) {
      client.sendsText(get(LONG));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        late.sendsText(get(LONG));
        isRefused(late);
        server.sendsText(NO_CONTENT);
        client.receivesHead();
      }
      Await.until("the memory is free", () -> proxy.headMemoryUsed() == 0);
      isServed(client);
    }
  }

  @Test
  void aLongResponseHeadTakesMemoryToo() {
    try (Peer client = proxy.client()) {
      client.sendsText(get(LONG));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(message("HTTP/1.1 204 No Content\n" + LONG + "\n\n"));
        isRefused(client);
      }
    }
    Await.until("the memory is free", () -> proxy.headMemoryUsed() == 0);
  }
}
