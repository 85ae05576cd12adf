package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.auth.PasswordCommand;
import io.heddle.auth.UpstreamAuthenticator;
import io.heddle.support.EchoingScheme;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TestFiles;
import io.heddle.support.TestOutbounds;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Authentication with an HTTP proxy, which the tests play. With two schemes, the proxy is asked first
/// which it offers.
@Tag("conversation")
class UpstreamAuthTest {
  private static final String CONNECT = "CONNECT host.example:80 HTTP/1.1\r\n\r\n";
  private static final String BASIC = "Proxy-Authorization: Basic bWU6c2VjcmV0\r\n";
  private static final String OFFER =
      "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\n";

  private final Origin upstream = Origin.start();
  private final ProxyUnderTest proxy = start(TestOutbounds.ntlmOrBasic("me", "secret"));

  private ProxyUnderTest start(UpstreamAuthenticator authenticator) {
    return ProxyUnderTest.with()
        .through(TestOutbounds.http(upstream.address(), authenticator))
        .start();
  }

  @AfterEach
  void close() {
    proxy.close();
    upstream.close();
  }

  @Test
  void whatIsOfferedIsSentOnTheSameConnectionAndFromThenOnUnasked() {
    try (var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        assertFalse(hop.receivesHead().contains("Proxy-Authorization"));
        hop.sendsText(OFFER + "Content-Length: 5\r\n\r\nsorry");
        assertTrue(hop.receivesHead().contains(BASIC));
        hop.sendsText("HTTP/1.1 200 OK\r\n\r\n");
        client.receivesText("HTTP/1.1 200");
      }
    }
    try (var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        assertTrue(hop.receivesHead().contains(BASIC));
      }
    }
  }

  @Test
  void aConnectionThatIsClosedAfterThe407IsReplaced() {
    try (var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receivesHead();
        hop.sendsText(OFFER + "Connection: close\r\nContent-Length: 5\r\n\r\nsorry").ends();
      }
      try (var hop = upstream.accept()) {
        assertTrue(hop.receivesHead().contains(BASIC));
        hop.sendsText("HTTP/1.1 200 OK\r\n\r\n");
        client.receivesText("HTTP/1.1 200");
      }
    }
  }

  @Test
  void theBodyOfA407IsReadIfItIsNotTooLong() {
    for (int length : new int[] {1_000_000, 3_000_000}) {
      try (var other = start(TestOutbounds.ntlmOrBasic("me", "secret"));
          var client = other.client()) {
        client.sendsText(CONNECT);
        try (var hop = upstream.accept()) {
          hop.receivesHead();
          hop.sendsText(OFFER + "Content-Length: " + length + "\r\n\r\n");
          Peer next = hop;
          if (length < 2_000_000) {
            hop.sendsText("x".repeat(length));
          } else {
            next = upstream.accept();
          }
          assertTrue(next.receivesHead().contains(BASIC));
        }
      }
    }
  }

  @Test
  void aChunkedBodyOfA407IsRead() {
    try (var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receivesHead();
        hop.sendsText(OFFER + "Transfer-Encoding: chunked\r\n\r\n5\r\nsorry\r\n0\r\nX: y\r\n\r\n");
        assertTrue(hop.receivesHead().contains(BASIC));
      }
    }
  }

  @Test
  void basicIsNotSentUnlessItIsOffered() {
    for (int i = 0; i < 2; i++) {
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        try (var hop = upstream.accept()) {
          assertFalse(hop.receivesHead().contains("Proxy-Authorization"));
          hop.sendsText("HTTP/1.1 407 No\r\nProxy-Authenticate: Digest realm=\"x\"\r\n\r\n");
          String head = client.receivesHead();
          assertTrue(
              head.contains("it asks for credentials and offers Digest; configured is NTLM, Basic"),
              head);
        }
      }
    }
  }

  @Test
  void aRejectedPasswordIsHeldBack() {
    try (var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receivesHead();
        hop.sendsText(OFFER + "Content-Length: 0\r\n\r\n");
        assertTrue(hop.receivesHead().contains(BASIC));
        hop.sendsText(OFFER + "Content-Length: 0\r\n\r\n");
        assertTrue(client.receivesHead().contains("does not accept the configured user name"));
        hop.receivesEndOrReset();
      }
    }
    try (var client = proxy.client()) {
      client.sendsText(CONNECT);
      assertTrue(client.receivesHead().contains("; it is not tried again for "));
      upstream.hasNoConnection();
    }
  }

  @Test
  void aProgramIsAskedForAnotherPasswordAfterARejection(@TempDir Path folder) {
    Path counter = folder.resolve("counter");
    String text = "echo x >> '%s'; wc -l < '%1$s' | tr -d ' '\n".formatted(counter);
    Path script = TestFiles.script(folder.resolve("password"), text);
    var command = new PasswordCommand("up", List.of(script.toString()));
    try (var asking = start(TestOutbounds.basic("me", command))) {
      for (String credentials : List.of("bWU6MQ==", "bWU6Mg==", "bWU6Mg==")) {
        try (var client = asking.client()) {
          client.sendsText(CONNECT);
          try (var hop = upstream.accept()) {
            assertTrue(hop.receivesHead().contains("Proxy-Authorization: Basic " + credentials));
            boolean wrong = credentials.equals("bWU6MQ==");
            hop.sendsText(wrong ? OFFER + "\r\n" : "HTTP/1.1 200 OK\r\n\r\n");
            assertTrue(client.receivesHead().startsWith(wrong ? "HTTP/1.1 502" : "HTTP/1.1 200"));
          }
        }
      }
    }
  }

  @Test
  void longTokensPass() {
    String ours = "Long " + "A".repeat(64 * 1024);
    String theirs = "B".repeat(64 * 1024);
    try (var talking = start(TestOutbounds.authenticator(new EchoingScheme("Long", ours)));
        var client = talking.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        assertTrue(hop.receivesHead().contains("Proxy-Authorization: " + ours + "\r\n"));
        hop.sendsText("HTTP/1.1 407 No\r\nProxy-Authenticate: Long " + theirs + "\r\n");
        hop.sendsText("Content-Length: 0\r\n\r\n");
        assertTrue(hop.receivesHead().contains("Proxy-Authorization: " + theirs + "\r\n"));
        hop.sendsText("HTTP/1.1 200 OK\r\n\r\n");
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 200"));
      }
    }
  }

  @Test
  void aConnectionThatIsClosedBetweenTwoLegsIsNamed() {
    try (var talking = start(TestOutbounds.authenticator(new EchoingScheme("Long", "Long x")));
        var client = talking.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receivesHead();
        hop.sendsText("HTTP/1.1 407 No\r\nProxy-Authenticate: Long y\r\nConnection: close\r\n\r\n");
        String head = client.receivesHead();
        assertTrue(
            head.contains("it closes the connection, or uses HTTP/2, between two legs"), head);
      }
    }
  }

  @Test
  void aForwardedRequestStartsOverOnAnotherConnection() {
    try (var client = proxy.client()) {
      client.sendsText("GET http://host.example/a HTTP/1.1\r\nHost: host.example\r\n\r\n");
      try (var hop = upstream.accept()) {
        assertFalse(hop.receivesHead().contains("Proxy-Authorization"));
        hop.sendsText(OFFER + "Content-Length: 5\r\n\r\nsorry");
        hop.receivesEndOrReset();
      }
      try (var hop = upstream.accept()) {
        assertTrue(hop.receivesHead().contains(BASIC));
        hop.sendsText("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        client.receivesHead();
        client.receivesText("ok");
        client.sendsText("GET http://host.example/b HTTP/1.1\r\nHost: host.example\r\n\r\n");
        assertTrue(hop.receivesHead().contains(BASIC));
      }
    }
  }

  @Test
  void aBodyWaitsUntilTheProxyHasSaidWhatItWants() {
    String body = "x".repeat(100_000);
    try (var client = proxy.client()) {
      client.sendsText(
          "POST http://host.example/a HTTP/1.1\r\nHost: host.example\r\nContent-Length: 100000\r\n\r\n"
              + body);
      try (var hop = upstream.accept()) {
        hop.receivesHead();
        hop.sendsText(OFFER + "Content-Length: 5\r\n\r\nsorry");
        // Not a byte of the body.
        assertEquals("", hop.receivesRest());
      }
      try (var hop = upstream.accept()) {
        assertTrue(hop.receivesHead().contains(BASIC));
        hop.receivesText(body);
        hop.sendsText("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 200"));
        client.receivesText("ok");
      }
    }
  }

  @Test
  void aBodyThatHasBegunIsNotSentTwice() {
    try (var client = proxy.client()) {
      client.sendsText(
          "POST http://host.example/a HTTP/1.1\r\nHost: host.example\r\nContent-Length: 100000\r\n\r\nxyz");
      try (var hop = upstream.accept()) {
        hop.receivesHead();
        hop.receivesText("xyz");
        hop.sendsText(OFFER + "Content-Length: 5\r\n\r\nsorry");
        String head = client.receivesHead();
        assertTrue(head.contains("and a body is not sent twice"), head);
      }
    }
  }
}
