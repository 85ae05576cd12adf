package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.AuthenticatingSquid;
import io.heddle.support.Await;
import io.heddle.support.HeddleImage;
import io.heddle.support.KerberosRealm;
import io.heddle.support.Origin;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Heddle behind proxies that a script names, and that want Kerberos tickets: MIT Kerberos and squid. The
/// script leads to port 1 and port 2 through proxies that are not to get tokens.
@Tag("real-client")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class KerberosPacTest {
  private static final Origin STRANGER = Origin.start();

  @TempDir private static Path folder;
  private static KerberosRealm realm;
  private static AuthenticatingSquid squid;
  private static HeddleImage heddle;

  @BeforeAll
  static void start() {
    realm = KerberosRealm.start(folder);
    squid = AuthenticatingSquid.negotiate(folder, realm);
    TestFiles.write(
        folder.resolve("proxy.pac"),
        """
        function FindProxyForURL(url, host) {
          if (url == "https://127.0.0.1:1/") return "PROXY stranger.test:%1$d; DIRECT";
          if (url == "https://127.0.0.1:2/") return "PROXY 127.0.0.1:%1$d; DIRECT";
          return "PROXY localhost:%2$d; DIRECT";
        }
        """
            .formatted(STRANGER.address().port(), squid.port()));
    Path config =
        TestFiles.write(
            folder.resolve("heddle.yaml"),
            """
            inbounds: [{listen: "127.0.0.1:0"}]
            outbounds:
              office:
                pac: "%s"
                auth: negotiate
                auth-hosts: [localhost]
              inner: {url: "http://localhost:%d", via: office}
            rules:
              - {ports: [3], to: inner}
            default: office
            dns: {hosts: {stranger.test: 127.0.0.1}}
            """
                .formatted(folder.resolve("proxy.pac"), STRANGER.address().port()));
    heddle =
        HeddleImage.starting(realm.with(HeddleImage.program()).with("run", "--config", config));
  }

  @AfterAll
  static void stop() {
    heddle.close();
    squid.close();
    realm.close();
    STRANGER.close();
  }

  @BeforeEach
  void login() {
    realm.logout();
    realm.login();
  }

  @Test
  void aProxyOfTheListGetsAToken() {
    assertOpen();
    assertTrue(squid.requests().stream().noneMatch(line -> line.startsWith("407")));
  }

  @Test
  void otherProxiesGetNone() {
    for (int port : new int[] {1, 2}) {
      try (var client = heddle.client()) {
        client.sendsText("CONNECT 127.0.0.1:" + port + " HTTP/1.1\r\n\r\n");
        try (var hop = STRANGER.accept()) {
          String asked = hop.receivesHead();
          assertFalse(asked.contains("Proxy-Authorization"), asked);
          hop.sendsText(
              "HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n");
          String head = client.receivesHead();
          assertTrue(head.contains("it asks for credentials, and none are configured for"), head);
        }
      }
    }
  }

  /// Otherwise the direct way of the script's answer would open the tunnel.
  @Test
  void withoutATicketNothingGoesAroundTheProxy() {
    realm.logout();
    try (var origin = Origin.start();
        var client = heddle.client()) {
      client.sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n");
      String head = client.receivesHead();
      assertTrue(head.startsWith("HTTP/1.1 502 "), head);
      assertTrue(head.contains("there is no Kerberos ticket: kinit gets one"), head);
      origin.hasNoConnection();
    }
    realm.login();
    assertOpen();
  }

  @Test
  void anotherProxyIsReachedThroughTheProxyOfTheScript() {
    try (var client = heddle.client()) {
      client.sendsText("CONNECT 127.0.0.1:3 HTTP/1.1\r\n\r\n");
      try (var hop = STRANGER.accept()) {
        String asked = hop.receivesHead();
        assertTrue(asked.startsWith("CONNECT 127.0.0.1:3 HTTP/1.1"), asked);
        assertFalse(asked.contains("Proxy-Authorization"), asked);
        hop.sendsText("HTTP/1.1 200 OK\r\n\r\n");
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 200 "));
      }
    }
  }

  private static void assertOpen() {
    int before = squid.requests().size();
    try (var origin = Origin.start();
        var client = heddle.client()) {
      client.sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n");
      String head = client.receivesHead();
      assertTrue(head.startsWith("HTTP/1.1 200 "), head);
    }
    Await.until("it is logged", () -> squid.requests().size() > before);
    assertTrue(squid.requests().getLast().startsWith("200 CONNECT " + KerberosRealm.USER));
  }
}
