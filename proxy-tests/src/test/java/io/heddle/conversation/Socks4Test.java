package io.heddle.conversation;

import io.heddle.outbound.BlockOutbound;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.StubLookup;
import io.heddle.support.TunnelPeers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// SOCKS 4 and 4A as their clients speak them.
@Tag("conversation")
class Socks4Test {
  private static final String REJECTED = "00 5b 00 00 00 00 00 00";

  private final Origin origin = Origin.start();
  private final StubLookup names = new StubLookup().knows("ab.cd", "127.0.0.1");

  @AfterEach
  void close() {
    origin.close();
    names.close();
  }

  private ProxyUnderTest start() {
    return ProxyUnderTest.with().lookup(names, Duration.ofSeconds(5)).start();
  }

  private void receivesGrant(Peer client) {
    try (Peer server = origin.accept()) {
      client.receivesAtOnce("00 5a " + TunnelPeers.portHex(server) + " 7f 00 00 01");
      server.sendsText("hello");
      client.receivesText("hello");
    }
  }

  @Test
  void anAddressIsReachedAndOurEndTold() {
    try (var proxy = start();
        var client = proxy.client()) {
      client.sends("04 01 " + origin.portHex() + " 7f 00 00 01 6d 65 00");
      receivesGrant(client);
    }
  }

  @Test
  void aNameIsLookedUp() {
    try (var proxy = start();
        var client = proxy.client()) {
      client.sends("04 01 " + origin.portHex() + " 00 00 00 01 00 61 62 2e 63 64 00");
      receivesGrant(client);
    }
  }

  @Test
  void anAddressAsANameIsTheAddress() {
    try (var proxy = start();
        var client = proxy.client()) {
      client.sends("04 01 " + origin.portHex() + " 00 00 00 ff 00 31 32 37 2e 30 2e 30 2e 31 00");
      receivesGrant(client);
    }
  }

  @Test
  void aTargetOfIpv6HasNoAddressToTell() {
    try (var proxy = start();
        var origin6 = Origin.start("::1", 0);
        var client = proxy.client()) {
      client.sends("04 01 " + origin6.portHex() + " 00 00 00 01 00 3a 3a 31 00");
      try (Peer server = origin6.accept()) {
        client.receivesAtOnce("00 5a 00 00 00 00 00 00");
        server.sendsText("hello");
        client.receivesText("hello");
      }
    }
  }

  @Test
  void aRequestMayComeByteByByte() {
    try (var proxy = start();
        var client = proxy.client()) {
      client.sendsSlowly("04 01 " + origin.portHex() + " 00 00 00 01 6d 65 00 61 62 2e 63 64 00");
      receivesGrant(client);
    }
  }

  @Test
  void aRequestMayComeWithTheFirstPayload() {
    try (var proxy = start();
        var client = proxy.client()) {
      client.sends("04 01 " + origin.portHex() + " 7f 00 00 01 00 68 69");
      try (Peer server = origin.accept()) {
        server.receivesText("hi");
        client.receives("00 5a " + TunnelPeers.portHex(server) + " 7f 00 00 01");
      }
    }
  }

  @Test
  void bindIsRejected() {
    try (var proxy = start();
        var client = proxy.client()) {
      client
          .sends("04 02 " + origin.portHex() + " 7f 00 00 01 00")
          .receivesAtOnce(REJECTED)
          .receivesEnd();
    }
  }

  @Test
  void anUnknownCommandIsRejected() {
    try (var proxy = start();
        var client = proxy.client()) {
      client
          .sends("04 09 " + origin.portHex() + " 7f 00 00 01 00")
          .receivesAtOnce(REJECTED)
          .receivesEnd();
    }
  }

  @Test
  void aProxyWithUsersRejectsAtOnce() {
    try (var proxy = ProxyUnderTest.with().user("alice", "s3cret").start();
        var client = proxy.client()) {
      client.sends("04").receivesAtOnce(REJECTED).receivesEnd();
    }
  }

  @Test
  void anEmptyNameIsNotLocalhost() {
    try (var proxy = start();
        var client = proxy.client()) {
      client.sends("04 01 " + origin.portHex() + " 00 00 00 01 00 00").receivesEnd();
    }
  }

  @Test
  void port0IsRejected() {
    try (var proxy = start();
        var client = proxy.client()) {
      client.sends("04 01 00 00 7f 00 00 01 00").receivesAtOnce(REJECTED).receivesEnd();
    }
  }

  @Test
  void aUserIdMayHave512Bytes() {
    try (var proxy = start();
        var client = proxy.client()) {
      client.sends("04 01 " + origin.portHex() + " 7f 00 00 01" + " 6d".repeat(512) + " 00");
      receivesGrant(client);
    }
  }

  @Test
  void anAddressUnder0000IsNoName() {
    // An answer comes although no name does.
    try (var proxy = ProxyUnderTest.with().fallback(BlockOutbound.NAME).start();
        var client = proxy.client()) {
      client
          .sends("04 01 " + origin.portHex() + " 00 01 02 03 00")
          .receivesAtOnce(REJECTED)
          .receivesEnd();
    }
  }

  @Test
  void aUserIdWithoutEndIsMalformed() {
    try (var proxy = start();
        var client = proxy.client()) {
      client.sends("04 01 " + origin.portHex() + " 7f 00 00 01" + " 6d".repeat(513)).receivesEnd();
    }
  }
}
