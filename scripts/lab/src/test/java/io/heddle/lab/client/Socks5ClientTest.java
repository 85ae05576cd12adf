package io.heddle.lab.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Socks5ClientTest {
  private static final String OVER_IPV4 = "05 00 00 01 7f 00 00 01 04 38";
  private static final String OVER_NAME = "05 00 00 03 03 61 2e 62 04 38";
  private static final String OVER_IPV6 =
      "05 00 00 04 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01 04 38";

  @Test
  void anAddressIsSentAsAnAddress() {
    InetSocketAddress destination =
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 65_535);
    assertEquals("05 01 00 01 7f 00 00 01 ff ff", hex(Socks5Client.request(1, destination)));
  }

  @Test
  void anIpv6AddressHasSixteenBytes() {
    InetSocketAddress destination =
        new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 443);
    assertEquals(
        "05 01 00 04 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01 01 bb",
        hex(Socks5Client.request(1, destination)));
  }

  @Test
  void anUnresolvedDestinationIsSentAsAName() {
    InetSocketAddress destination = InetSocketAddress.createUnresolved("a.b", 80);
    assertEquals("05 01 00 03 03 61 2e 62 00 50", hex(Socks5Client.request(1, destination)));
  }

  @Test
  void theHeaderOfADatagramBeginsWithZeros() {
    InetSocketAddress destination = new InetSocketAddress(InetAddress.ofLiteral("10.1.2.3"), 53);
    assertEquals("00 00 00 01 0a 01 02 03 00 35", hex(Socks5Client.datagramHeader(destination)));
  }

  @ParameterizedTest
  @ValueSource(strings = {OVER_IPV4, OVER_NAME, OVER_IPV6})
  void aReplyIsReadToItsEndAndNoFurther(String reply) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes(reply + " aa"));
    assertArrayEquals(bytes(reply), Socks5Client.readReply(in));
    assertEquals(0xaa, in.read());
  }

  @ParameterizedTest
  @ValueSource(strings = {OVER_IPV4, OVER_NAME, OVER_IPV6})
  void aReplyThatIsCutShortIsAnError(String reply) {
    byte[] whole = bytes(reply);
    for (int length = 0; length < whole.length; length++) {
      ByteArrayInputStream in = new ByteArrayInputStream(whole, 0, length);
      assertThrows(EOFException.class, () -> Socks5Client.readReply(in));
    }
  }

  @Test
  void anotherVersionIsAnError() {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes("04 00 00 01 7f 00 00 01 04 38"));
    assertEquals(
        "the version of a SOCKS 5 reply should be 5, but is 4",
        assertThrows(IOException.class, () -> Socks5Client.readReply(in)).getMessage());
  }

  @Test
  void anUnknownAddressTypeIsAnError() {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes("05 00 00 02 7f 00 00 01 04 38"));
    assertThrows(ProtocolException.class, () -> Socks5Client.readReply(in));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.ofDelimiter(" ").parseHex(hex);
  }
}
