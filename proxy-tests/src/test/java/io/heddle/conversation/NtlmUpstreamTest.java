package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.NtlmProxy;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TestOutbounds;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// NTLM with a proxy that verifies it.
@Tag("conversation")
class NtlmUpstreamTest {
  private static final String HOST = "Host: host.example\r\n";

  private final NtlmProxy upstream = NtlmProxy.start();
  private final ProxyUnderTest proxy = start("CORP\\me", "s3cret");

  private ProxyUnderTest start(String user, String password) {
    return ProxyUnderTest.with()
        .through(TestOutbounds.http(upstream.address(), TestOutbounds.ntlm(user, password)))
        .start();
  }

  @AfterEach
  void close() {
    proxy.close();
    upstream.close();
  }

  @Test
  void aTunnelIsOpenedByTwoLegsOnOneConnection() {
    try (var client = proxy.client()) {
      client.sendsText("CONNECT host.example:80 HTTP/1.1\r\n\r\n");
      assertTrue(client.receivesHead().startsWith("HTTP/1.1 200"));
    }
    assertEquals(List.of("1 CONNECT 0 challenged", "1 CONNECT 0 ok"), upstream.requests());
  }

  @Test
  void requestsOfOneClientStayOnItsConnection() {
    try (var client = proxy.client();
        var other = proxy.client()) {
      get(client);
      get(client);
      get(other);
    }
    assertEquals(
        List.of(
            "1 HEAD 0 challenged", "1 GET 0 ok", "1 GET 0 ok", "2 HEAD 0 challenged", "2 GET 0 ok"),
        upstream.requests());
  }

  @Test
  void aBodyIsSentWithTheLastLegOnly() {
    try (var client = proxy.client()) {
      client.sendsText(
          "POST http://host.example/ HTTP/1.1\r\n" + HOST + "Content-Length: 100000\r\n\r\n");
      client.sendsText("x".repeat(100_000));
      assertTrue(client.receivesHead().startsWith("HTTP/1.1 200"));
      client.receivesText("100000");
    }
    assertEquals(List.of("1 HEAD 0 challenged", "1 POST 100000 ok"), upstream.requests());
  }

  @Test
  void aWrongPasswordIsTriedOnce() {
    try (var other = start("CORP\\me", "wrong")) {
      for (int i = 0; i < 2; i++) {
        try (var client = other.client()) {
          client.sendsText("CONNECT host.example:80 HTTP/1.1\r\n\r\n");
          String head = client.receivesHead();
          assertTrue(
              head.contains("it does not accept the configured user name and password"), head);
        }
      }
    }
    assertEquals(List.of("1 CONNECT 0 challenged", "1 CONNECT 0 rejected"), upstream.requests());
  }

  private static void get(Peer client) {
    client.sendsText("GET http://host.example/ HTTP/1.1\r\n" + HOST + "\r\n");
    assertTrue(client.receivesHead().startsWith("HTTP/1.1 200"));
    client.receivesText("0");
  }
}
