package io.heddle.lab.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Socks4ClientTest {
  @Test
  void anAddressIsSentAsSocks4() {
    InetSocketAddress destination = new InetSocketAddress(InetAddress.ofLiteral("10.1.2.3"), 443);
    assertEquals("04 01 01 bb 0a 01 02 03 6d 65 00", request(destination));
  }

  @Test
  void anUnresolvedDestinationIsSentAsSocks4a() {
    InetSocketAddress destination = InetSocketAddress.createUnresolved("a.b", 80);
    assertEquals("04 01 00 50 00 00 00 01 6d 65 00 61 2e 62 00", request(destination));
  }

  private static String request(InetSocketAddress destination) {
    return HexFormat.ofDelimiter(" ").formatHex(Socks4Client.request(destination, "me"));
  }
}
