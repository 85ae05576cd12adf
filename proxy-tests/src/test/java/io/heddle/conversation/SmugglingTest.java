package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.RequestVectors;
import io.heddle.support.RequestVectors.Vector;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every request of the corpus `smuggling.txt` is refused, or means one thing to its origin.
@Tag("conversation")
class SmugglingTest {
  private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n";

  private final Origin origin = Origin.start();
  private final ProxyUnderTest proxy = ProxyUnderTest.start();
  private Peer client;

  static List<Vector> vectors() {
    return RequestVectors.read("smuggling.txt");
  }

  @BeforeEach
  void connect() {
    client = proxy.client();
  }

  @AfterEach
  void close() {
    client.close();
    proxy.close();
    origin.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void isRefusedOrMeansOneThing(Vector vector) {
    client.sendsText(vector.request(origin.address()));
    switch (vector.expected()) {
      case RequestVectors.Refused(String status) -> isRefused(status);
      case RequestVectors.Cut() -> isCut();
      case RequestVectors.Forwarded forwarded -> isForwarded(forwarded.text(origin.address()));
    }
  }

  private void isRefused(String status) {
    receivesOnly(status);
    origin.hasNoConnection();
  }

  private void receivesOnly(String status) {
    String responses = client.receivesRest();
    assertTrue(responses.startsWith("HTTP/1.1 " + status + " "), responses);
    assertEquals(2, responses.split("HTTP/1.1 [1-5]", -1).length, responses);
  }

  private void isCut() {
    receivesOnly("400");
    try (Peer server = origin.accept()) {
      String received = server.receivesRest();
      assertFalse(received.endsWith("0\r\n\r\n") || received.contains("smuggled"), received);
    }
    origin.hasNoConnection();
  }

  private void isForwarded(String expected) {
    try (Peer server = origin.accept()) {
      server.receivesText(expected).sendsText("HTTP/1.1 204 No Content\r\n\r\n");
      client.receivesText(NO_CONTENT).ends().receivesRest();
      server.hasReceivedNothing();
    }
    origin.hasNoConnection();
  }
}
