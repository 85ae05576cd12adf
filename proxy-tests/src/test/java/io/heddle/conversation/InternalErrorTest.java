package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.auth.UpstreamAuthenticator;
import io.heddle.outbound.ExtraFields;
import io.heddle.outbound.HttpProxy;
import io.heddle.outbound.UpstreamProxy;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A fault of the proxy itself is answered like any other failure, in all protocols.
@Tag("conversation")
class InternalErrorTest {

  private final Origin upstream = Origin.start();
  private final ProxyUnderTest proxy =
      ProxyUnderTest.with()
          .through((direct, _) ->
              new HttpProxy(
                  new UpstreamProxy("up", upstream.address(), direct),
                  UpstreamAuthenticator.NONE,
                  new ExtraFields(new Faulty()),
                  4096))
          .start();

  /// Fields that cannot be read.
  private static final class Faulty extends LinkedHashMap<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
      throw new StackOverflowError();
    }
  }

  @AfterEach
  void close() {
    proxy.close();
    upstream.close();
  }

  @Test
  void socks4IsToldByItsCode() {
    try (var client = proxy.client()) {
      client.sends("04 01 00 50 c0 00 02 01 00");
      client.receives("00 5b 00 00 00 00 00 00").receivesEnd();
    }
  }

  @Test
  void socks5IsToldByItsCode() {
    try (var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends("05 01 00 01 c0 00 02 01 00 50");
      client.receives("05 01 00 01 00 00 00 00 00 00").receivesEnd();
    }
  }

  @Test
  void connectIsToldByItsStatus() {
    try (var client = proxy.client()) {
      client.sendsText("CONNECT host.example:443 HTTP/1.1\r\n\r\n");
      assertFailed(client);
    }
  }

  @Test
  void aForwardedRequestIsToldByItsStatus() {
    for (String body : new String[] {"Content-Length: 0\r\n\r\n", "Content-Length: 9\r\n\r\n"}) {
      try (var client = proxy.client()) {
        client.sendsText("POST http://host.example/ HTTP/1.1\r\nHost: host.example\r\n" + body);
        upstream.accept().receivesEndOrReset();
        assertFailed(client);
      }
    }
  }

  private static void assertFailed(Peer client) {
    String head = client.receivesHead();
    assertTrue(
        head.startsWith("HTTP/1.1 500 Internal Server Error: the proxy itself has failed"), head);
    assertTrue(head.contains("error=proxy_internal_error"), head);
    assertTrue(head.contains("Connection: close"), head);
    String body = client.receivesRest();
    assertTrue(body.startsWith("heddle: the proxy itself has failed, see connection #"), body);
  }
}
