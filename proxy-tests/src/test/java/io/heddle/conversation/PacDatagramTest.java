package io.heddle.conversation;

import io.heddle.address.Endpoint;
import io.heddle.outbound.PacOutbound.ScriptFallback;
import io.heddle.support.Associated;
import io.heddle.support.DatagramPeer;
import io.heddle.support.PacOffice;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.RelayingPeer;
import io.heddle.udp.DropReason;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Datagrams whose way a script chooses.
@Tag("conversation")
final class PacDatagramTest {
  private static final Endpoint TARGET = Endpoint.parse("192.0.2.1:53");

  private final RelayingPeer upstream = new RelayingPeer();
  private final PacOffice office;

  PacDatagramTest(@TempDir Path folder) {
    office = PacOffice.in(folder);
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void datagramsPassTheFirstSocks5ProxyOfTheAnswer() {
    try (var proxy = answering("PROXY 127.0.0.1:1; SOCKS5 " + upstream.address() + "; DIRECT");
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      try (var control = upstream.grants()) {
        Endpoint path = upstream.receives("ping", TARGET);
        upstream.sends("pong", TARGET, path);
        client.receives("pong", TARGET);
        control.hasReceivedNothing();
      }
    }
  }

  @Test
  void datagramsLeaveDirectlyWhereTheAnswerIsDirect() {
    try (var proxy = answering("DIRECT");
        var target = DatagramPeer.open();
        var client = Associated.with(proxy)) {
      client.sends("ping", target.address());
      Endpoint from = target.receivesText("ping").from();
      target.sendsText("pong", from);
      client.receives("pong", target.address());
    }
  }

  @Test
  void datagramsAreDroppedWhereTheAnswerCarriesNone() {
    try (var proxy = answering("PROXY 127.0.0.1:1");
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      proxy.awaitDrops(DropReason.UNSUPPORTED, 1);
    }
  }

  private ProxyUnderTest answering(String answer) {
    office.answer(answer);
    return ProxyUnderTest.with()
        .through(office.fromFile(ScriptFallback.BLOCK))
        .connect(Duration.ofSeconds(5))
        .start();
  }
}
