package io.heddle.socks5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.address.Endpoint;
import io.heddle.wire.MalformedException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Header of a datagram, RFC 1928 §7.
@Tag("codec")
class UdpHeaderTest {

  @ParameterizedTest
  @CsvSource({
    "0000 00 01 c0000201 0035, 0, 192.0.2.1:53",
    "0000 00 04 20010db8000000000000000000000001 01bb, 0, [2001:db8::1]:443",
    "0000 00 03 09 612e6578616d706c65 01bb, 0, a.example:443",
    "0000 01 01 c0000201 0035, 1, 192.0.2.1:53",
    "0000 ff 01 00000000 0000, 255, 0.0.0.0:0"
  })
  void isReadAndWritten(String hex, int fragment, String address) throws MalformedException {
    UdpHeader header = new UdpHeader(fragment, Endpoint.parse(address));
    assertEquals(hex.replace(" ", ""), HexFormat.of().formatHex(header.toByteArray()));
    for (String payload : new String[] {"", "00", "61 62 63"}) {
      ByteBuffer datagram = datagram(hex + payload);
      assertEquals(header, UdpHeader.read(datagram));
      assertEquals(datagram(payload), datagram);
    }
  }

  @Test
  void reservedBytesAreIgnored() throws MalformedException {
    assertEquals(
        UdpHeader.of(Endpoint.parse("192.0.2.1:53")),
        UdpHeader.read(datagram("ffff 00 01 c0000201 0035")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0000 00",
        "0000 00 01 c0000201 00",
        "0000 00 02 c0000201 0035",
        "0000 00 03 00 0035",
        "0000 00 03 09 612e6578616d706c65 01",
        "0000 00 04 20010db8 0035"
      })
  void aTruncatedOrInvalidHeaderIsMalformed(String hex) {
    assertThrows(MalformedException.class, () -> UdpHeader.read(datagram(hex)));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void aFragmentNumberIsOneByte(int fragment) {
    assertThrows(
        IllegalArgumentException.class, () -> new UdpHeader(fragment, Endpoint.UNSPECIFIED));
  }

  private static ByteBuffer datagram(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
  }
}
