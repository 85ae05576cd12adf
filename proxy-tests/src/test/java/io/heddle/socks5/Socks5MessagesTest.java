package io.heddle.socks5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.address.Endpoint;
import io.heddle.support.ArbitraryAddresses;
import io.heddle.support.Codec;
import io.heddle.support.Hex;
import io.heddle.support.ReadResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests and replies of RFC 1928 §4 to §6, and the address in both.
@Tag("codec")
class Socks5MessagesTest {
  static final Codec<Socks5Request> REQUEST =
      new Codec<>(Socks5Request::read, Socks5Request::write);
  static final Codec<Socks5Reply> REPLY = new Codec<>(Socks5Reply::read, Socks5Reply::write);

  static Stream<Arguments> rows() {
    return Stream.of(
        Arguments.of("05 01 00 01 c0000201 0050", Socks5.CONNECT, "192.0.2.1:80"),
        Arguments.of("05 02 00 01 00000000 0000", Socks5.BIND, "0.0.0.0:0"),
        Arguments.of("05 03 00 01 00000001 ffff", Socks5.UDP_ASSOCIATE, "0.0.0.1:65535"),
        Arguments.of(
            "05 01 00 04 20010db8000000000000000000000001 01bb",
            Socks5.CONNECT,
            "[2001:db8::1]:443"),
        Arguments.of(
            "05 03 00 04 00000000000000000000000000000000 0000", Socks5.UDP_ASSOCIATE, "[::]:0"),
        Arguments.of("05 01 00 03 09 'a.example' 01bb", Socks5.CONNECT, "a.example:443"),
        Arguments.of("05 f0 00 03 01 'a' 0000", Socks5.RESOLVE, "a:0"),
        Arguments.of("05 f1 00 01 c0000201 0000", Socks5.RESOLVE_PTR, "192.0.2.1:0"),
        Arguments.of(
            "05 00 00 03 fd '" + ArbitraryAddresses.LONGEST + "' 0050",
            0,
            ArbitraryAddresses.LONGEST + ":80"),
        Arguments.of("05 ff 00 01 ffffffff ffff", 0xff, "255.255.255.255:65535"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isReadAndWritten(String hex, int code, String endpoint) {
    REQUEST.assertBothWays(Hex.bytes(hex), new Socks5Request(code, Endpoint.parse(endpoint)));
    REPLY.assertBothWays(Hex.bytes(hex), new Socks5Reply(code, Endpoint.parse(endpoint)));
  }

  static Stream<Arguments> otherSpellings() {
    return Stream.of(
        Arguments.of("05 01 ff 01 c0000201 0050", "192.0.2.1:80"),
        Arguments.of("05 01 00 03 09 '192.0.2.1' 0050", "192.0.2.1:80"),
        Arguments.of("05 01 00 03 05 '127.1' 0050", "127.0.0.1:80"),
        Arguments.of("05 01 00 03 03 '::1' 0050", "[::1]:80"),
        Arguments.of("05 01 00 03 07 'fd00::1' 0050", "[fd00::1]:80"),
        Arguments.of("05 01 00 03 05 '[::1]' 0050", "[::1]:80"),
        Arguments.of("05 01 00 03 10 '::ffff:192.0.2.1' 0050", "192.0.2.1:80"),
        Arguments.of("05 01 00 04 00000000000000000000ffffc0000201 0050", "192.0.2.1:80"),
        Arguments.of("05 01 00 03 0a 'A.Example.' 0050", "a.example:80"),
        Arguments.of("05 01 00 03 0a 'bücher.de' 0050", "xn--bcher-kva.de:80"));
  }

  @ParameterizedTest
  @MethodSource("otherSpellings")
  void isReadFromOtherEncodings(String hex, String endpoint) {
    REQUEST.assertReads(Hex.bytes(hex), new Socks5Request(1, Endpoint.parse(endpoint)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "04",
        "01 01",
        "05 01 00 03 00 0050",
        "05 01 00 03 01 00 0050",
        "05 01 00 03 01 '.' 0050",
        "05 01 00 03 03 'a b' 0050",
        "05 01 00 03 04 'a' 0d0a 'b' 0050",
        "05 01 00 03 04 'a..b' 0050",
        "05 01 00 03 02 c3c3 0050",
        "05 01 00 03 01 ff 0050",
        "05 01 00 03 04 'a:80' 0050",
        "05 01 00 03 09 '1.2.3.4.5' 0050",
        "05 01 00 03 0c '0x7f.1.1.1.1' 0050",
        "05 01 00 03 06 '[[::]]' 0050",
      })
  void isRefusedWhenMalformed(String hex) {
    REQUEST.assertMalformed(Hex.bytes(hex));
  }

  @ParameterizedTest
  @ValueSource(strings = {"04", "01 01", "05 00 00 02", "05 00 00 ff"})
  void aReplyIsRefusedWhenMalformed(String hex) {
    REPLY.assertMalformed(Hex.bytes(hex));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "05 00 00 00 00000000 0050",
        "05 00 00 03 00 0050",
        "05 00 00 03 01 00 0050",
        "05 00 00 03 03 'a b' 0050",
        "05 00 00 03 01 ff 0050",
        "05 00 00 03 06 '[[::]]' 0050",
      })
  void theAddressOfASuccessMayBeEmptyOrOdd(String hex) {
    REPLY.assertReads(Hex.bytes(hex), new Socks5Reply(0, Endpoint.parse("0.0.0.0:80")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"05 04 00 00", "05 04 00 ff", "05 04 00 03 00 0050"})
  void aRefusalWithAMalformedAddressIsRead(String hex) {
    REPLY.assertReads(Hex.bytes(hex), new Socks5Reply(4, Endpoint.UNSPECIFIED));
  }

  @Test
  void aNameOf254BytesOrMoreIsTooLong() {
    REQUEST.assertMalformed(Hex.bytes("05 01 00 03 fe 'a" + ArbitraryAddresses.LONGEST + "' 0050"));
    REQUEST.assertMalformed(Hex.bytes("05 01 00 03 ff" + "61".repeat(255) + "0050"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "02", "05", "ff"})
  void anUnknownAddressTypeHasItsOwnException(String type) {
    ReadResult.Malformed<?> malformed =
        assertInstanceOf(
            ReadResult.Malformed.class,
            REQUEST.read(Hex.bytes("05 01 00" + type + "c0000201 0050")));
    assertEquals("UnknownAddressTypeException", malformed.exception());
  }

  @Test
  void anErrorMessageCannotBreakALineOfTheLog() {
    ReadResult.Malformed<?> malformed =
        assertInstanceOf(
            ReadResult.Malformed.class,
            REQUEST.read(Hex.bytes("05 01 00 03 06 'a' 0d 0a 1b 'b' 00 0050")));
    assertFalse(malformed.message().chars().anyMatch(Character::isISOControl));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void aCodeIsOneByte(int code) {
    assertThrows(
        IllegalArgumentException.class, () -> new Socks5Request(code, Endpoint.UNSPECIFIED));
    assertThrows(IllegalArgumentException.class, () -> new Socks5Reply(code, Endpoint.UNSPECIFIED));
  }
}
