package io.heddle.conversation;

import static io.heddle.support.HttpText.message;
import static io.heddle.support.HttpText.refusal;

import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TlsListenerSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that leave while the origin has nothing to say.
@Tag("conversation")
class AbandonedRequestTest {
  private static final String OK = message("HTTP/1.1 200 OK\nContent-Length: 2\n\nok");

  @AutoClose private final Origin origin = Origin.start();

  private String request(String method, String rest) {
    return message("%s http://%s/ HTTP/1.1\nHost: x\n%s", method, origin.address(), rest);
  }

  @Test
  void aResetEndsTheRequest() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(request("GET", "\n"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        client.resets();
        server.receivesEndOrReset();
      }
    }
  }

  @Test
  void aResetEndsARequestWhoseBodyHasCome() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(request("POST", "Transfer-Encoding: chunked\n\n"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        client.sendsText("0\r\n\r\n");
        server.receivesText("0\r\n\r\n");
        client.resets();
        server.receivesEndOrReset();
      }
    }
  }

  @Test
  void aResetEndsAResponseThatPauses() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(request("GET", "\n"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(message("HTTP/1.1 200 OK\n\nhello"));
        client.receivesHead();
        client.resets();
        server.receivesEndOrReset();
      }
    }
  }

  @Test
  void aResetOfTheStreamUnderTlsEndsTheRequest(@TempDir Path folder) {
    SelfSignedCertificate us = SelfSignedCertificate.of(folder, "dns:localhost,ip:127.0.0.1");
    try (var proxy = ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).start();
        Peer stream = proxy.client()) {
      stream.shakesHands(us.trusting(), "TLSv1.3").sendsText(request("GET", "\n"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        stream.resets();
        server.receivesEndOrReset();
      }
    }
  }

  @Test
  void aClientThatHasEndedGetsItsResponse() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(request("GET", "\n")).ends();
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(OK);
        client.receivesText(OK).receivesEnd();
      }
    }
  }

  @Test
  void aClientThatHasEndedWaitsAsLongAsAHalfClosedStream() {
    try (var proxy = ProxyUnderTest.with().halfClosed(Duration.ofSeconds(1)).start();
        Peer client = proxy.client()) {
      client.sendsText(request("GET", "\n")).ends();
      try (Peer server = origin.accept()) {
        server.receivesHead();
        String text = origin.address() + " sent no response for 1 s";
        client.receivesText(refusal("504 Gateway Timeout", "http_response_timeout", text));
        server.receivesEnd();
      }
    }
  }
}
