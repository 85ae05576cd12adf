package io.heddle.proxyprotocol;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.address.Endpoint;
import io.heddle.proxyprotocol.ProxyHeader.Local;
import io.heddle.proxyprotocol.ProxyHeader.Proxied;
import io.heddle.support.Codec;
import io.heddle.support.Hex;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers of both versions on the wire.
@Tag("codec")
class ProxyHeaderTest {
  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a ";
  private static final Codec<ProxyHeader> V1 = new Codec<>(ProxyHeader::read, ProxyHeaderV1::write);
  private static final Codec<ProxyHeader> V2 = new Codec<>(ProxyHeader::read, ProxyHeaderV2::write);

  private static ProxyHeader relayed(String source, String destination) {
    return new Proxied(Endpoint.parse(source), Endpoint.parse(destination));
  }

  @ParameterizedTest
  @CsvSource({
    "PROXY TCP4 192.0.2.1 198.51.100.1 56324 443, 192.0.2.1:56324, 198.51.100.1:443",
    "PROXY TCP4 255.255.255.255 0.0.0.0 65535 0, 255.255.255.255:65535, 0.0.0.0:0",
    "PROXY TCP6 2001:db8::1 ::1 1 2, [2001:db8::1]:1, [::1]:2",
    "PROXY TCP6 2001:db8::1 ::ffff:192.0.2.1 1 2, [2001:db8::1]:1, 192.0.2.1:2",
  })
  void textIsReadAndWritten(String line, String source, String destination) {
    V1.assertBothWays(Hex.bytes("'" + line + "' 0d0a"), relayed(source, destination));
  }

  @Test
  void anUnknownClientIsLocal() {
    V1.assertBothWays(Hex.bytes("'PROXY UNKNOWN' 0d0a"), new Local());
    V1.assertReads(
        Hex.bytes("'PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535' 0d0a"), new Local());
    V1.assertReads(Hex.bytes("'PROXY UNKNOWN " + "x".repeat(91) + "' 0d0a"), new Local());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY",
        "PROXY ",
        "PROXY TCP4",
        "PROXY UNKNOWNX",
        "PROXY TCP5 192.0.2.1 192.0.2.2 1 2",
        "PROXY UDP4 192.0.2.1 192.0.2.2 1 2",
        "PROXY TCP4 192.0.2.1 192.0.2.2 1",
        "PROXY TCP4 192.0.2.1 192.0.2.2 1 2 3",
        "PROXY TCP4  192.0.2.1 192.0.2.2 1 2",
        "PROXY TCP4 192.0.2.1 192.0.2.2 1 2 ",
        "PROXY TCP4 192.0.2.1 192.0.2.2 01 2",
        "PROXY TCP4 192.0.2.1 192.0.2.2 1 65536",
        "PROXY TCP4 192.0.2.1 192.0.2.2 -1 2",
        "PROXY TCP4 192.0.2.01 192.0.2.2 1 2",
        "PROXY TCP4 192.0.2 192.0.2.2 1 2",
        "PROXY TCP4 ::1 ::2 1 2",
        "PROXY TCP4 a.example b.example 1 2",
        "PROXY TCP6 192.0.2.1 192.0.2.2 1 2",
        "PROXY TCP6 fe80::1%1 ::2 1 2",
        "PROXY TCP6 [::1] ::2 1 2",
        "PROXY tcp4 192.0.2.1 192.0.2.2 1 2",
        "PUT / HTTP/1.1"
      })
  void otherTextIsMalformed(String line) {
    V1.assertMalformed(Hex.bytes("'" + line + "' 0d0a"));
  }

  @Test
  void aLineWithoutItsEndIsMalformed() {
    V1.assertMalformed(Hex.bytes("'PROXY TCP4 192.0.2.1 192.0.2.2 1 2' 0a"));
    V1.assertMalformed(Hex.bytes("'P" + "x".repeat(106) + "'"));
    V1.assertMalformed(Hex.bytes("'PROXY UNKNOWN " + "x".repeat(92) + "' 0d0a"));
  }

  @Test
  void binaryIsReadAndWritten() {
    V2.assertBothWays(
        Hex.bytes(SIGNATURE + "21 11 000c c0000201 c6336401 dc04 01bb"),
        relayed("192.0.2.1:56324", "198.51.100.1:443"));
    V2.assertBothWays(
        Hex.bytes(
            SIGNATURE
                + "21 21 0024 20010db8000000000000000000000001 00000000000000000000000000000001"
                + " 0001 0002"),
        relayed("[2001:db8::1]:1", "[::1]:2"));
    V2.assertBothWays(Hex.bytes(SIGNATURE + "20 00 0000"), new Local());
  }

  @Test
  void tlvsAreSkipped() {
    V2.assertReads(
        Hex.bytes(SIGNATURE + "21 11 0013 c0000201 c6336401 dc04 01bb 04 0004 00000000"),
        relayed("192.0.2.1:56324", "198.51.100.1:443"));
    V2.assertReads(
        Hex.bytes(SIGNATURE + "21 11 ffff c0000201 c6336401 dc04 01bb" + "ee".repeat(65523)),
        relayed("192.0.2.1:56324", "198.51.100.1:443"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"20 11 000c", "20 ff 000c", "21 00 000c"})
  void addressesWithoutMeaningAreSkipped(String start) {
    V2.assertReads(Hex.bytes(SIGNATURE + start + "ff".repeat(12)), new Local());
  }

  @Test
  void aClientOfAUnixSocketHasNoAddress() {
    V2.assertReads(Hex.bytes(SIGNATURE + "21 31 00d8" + "2f".repeat(216)), new Local());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10 11 000c",
        "22 11 000c",
        "11 11 000c",
        "21 12 000c",
        "21 22 0024",
        "21 41 0000",
        "21 11 000b",
        "21 21 0023",
        "21 31 00d7"
      })
  void otherBytesAreMalformed(String start) {
    V2.assertMalformed(Hex.bytes(SIGNATURE + start));
  }

  @ParameterizedTest
  @ValueSource(strings = {"05", "04", "'GET'", "16 03 01", "0d 0a 0d 0b", "0d 0a 0d 0a 00 0d 0b"})
  void bytesOfNoHeaderAreMalformedAtOnce(String bytes) {
    V1.assertMalformed(Hex.bytes(bytes));
  }

  @Test
  void aHeaderHasNoNames() {
    assertThrows(IllegalArgumentException.class, () -> relayed("a.example:1", "192.0.2.1:1"));
  }
}
