package io.heddle.socks4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.address.Endpoint;
import io.heddle.support.ArbitraryAddresses;
import io.heddle.support.Codec;
import io.heddle.support.Hex;
import io.heddle.support.ReadResult;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class Socks4RequestTest {
  static final Codec<Socks4Request> CODEC = new Codec<>(Socks4Request::read, Socks4Request::write);

  static Stream<Arguments> rows() {
    return Stream.of(
        Arguments.of("04 01 0050 c0000201 'fred' 00", connect("192.0.2.1:80", "fred")),
        Arguments.of("04 01 01bb c0000201 00", connect("192.0.2.1:443", "")),
        Arguments.of("04 01 0050 00000000 00", connect("0.0.0.0:80", "")),
        Arguments.of("04 01 0050 00000100 00", connect("0.0.1.0:80", "")),
        Arguments.of("04 01 0050 00010001 00", connect("0.1.0.1:80", "")),
        Arguments.of("04 02 0015 c0000201 00", bind("192.0.2.1:21")),
        Arguments.of("04 ff ffff ffffffff 00", command(0xff, "255.255.255.255:65535")),
        Arguments.of("04 01 0050 c0000201 ff 20 0d 0a 00", connect("192.0.2.1:80", "ÿ \r\n")),
        Arguments.of("04 01 0050 00000001 00 'a.example' 00", connect("a.example:80", "")),
        Arguments.of("04 01 0050 00000001 'me' 00 'a.example' 00", connect("a.example:80", "me")),
        Arguments.of("04 01 0050 00000001 00 '2001:db8::1' 00", connect("[2001:db8::1]:80", "")),
        // 0.0.0.7 must be a literal in HOSTNAME: as DSTIP it would announce a name.
        Arguments.of("04 01 0050 00000001 00 '0.0.0.7' 00", connect("0.0.0.7:80", "")));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isReadAndWritten(String hex, Socks4Request request) {
    CODEC.assertBothWays(Hex.bytes(hex), request);
  }

  static Stream<Arguments> otherSpellings() {
    return Stream.of(
        Arguments.of("04 01 0050 000000ff 00 'a.example' 00", connect("a.example:80", "")),
        Arguments.of("04 01 0050 00000001 00 'A.Example.' 00", connect("a.example:80", "")),
        Arguments.of("04 01 0050 00000001 00 '192.0.2.1' 00", connect("192.0.2.1:80", "")),
        Arguments.of("04 01 0050 00000001 00 '[::1]' 00", connect("[::1]:80", "")),
        Arguments.of("04 01 0050 00000001 00 '::ffff:192.0.2.1' 00", connect("192.0.2.1:80", "")),
        Arguments.of("04 01 0050 00000001 00 'bücher.de' 00", connect("xn--bcher-kva.de:80", "")));
  }

  @ParameterizedTest
  @MethodSource("otherSpellings")
  void isReadFromOtherEncodings(String hex, Socks4Request request) {
    CODEC.assertReads(Hex.bytes(hex), request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "05",
        "00",
        "04 01 0050 00000001 00 00",
        "04 01 0050 00000001 00 'a..b' 00",
        "04 01 0050 00000001 00 'a b' 00",
        "04 01 0050 00000001 00 '[::1' 00",
        "04 01 0050 00000001 00 '1.2.3.4.5' 00",
        "04 01 0050 00000001 00 'a.example:80' 00",
        "04 01 0050 00000001 00 ff 00",
        "04 01 0050 00000001 00 c0 80 00",
      })
  void isRefusedWhenMalformed(String hex) {
    CODEC.assertMalformed(Hex.bytes(hex));
  }

  @Test
  void aUserIdHasAtMost512Bytes() {
    byte[] start = Hex.bytes("04 01 0050 c0000201");
    CODEC.assertReads(
        Hex.bytes(Hex.text(start) + "61".repeat(512) + "00"),
        connect("192.0.2.1:80", "a".repeat(512)));
    CODEC.assertMalformed(Hex.bytes(Hex.text(start) + "61".repeat(513)));
    assertThrows(IllegalArgumentException.class, () -> connect("192.0.2.1:80", "a".repeat(513)));
  }

  @Test
  void anEndlessNameIsRefusedBeforeItsEnd() {
    byte[] start = Hex.bytes("04 01 0050 00000001 00");
    byte[] bytes = ByteBuffer.allocate(start.length + 256).put(start).array();
    Arrays.fill(bytes, start.length, bytes.length, (byte) 'a');
    CODEC.assertMalformed(bytes);
  }

  @Test
  void theLongestNameFits() {
    Socks4Request request =
        new Socks4Request(Socks4Request.CONNECT, new Endpoint(ArbitraryAddresses.LONGEST, 80), "");
    assertEquals(new ReadResult.Read<>(request, ""), CODEC.read(CODEC.write(request)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "Ā", "日本", "\ud83d\ude00", "\ud800"})
  void aUserIdMustBeEncodable(String userId) {
    assertThrows(IllegalArgumentException.class, () -> connect("192.0.2.1:80", userId));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void aCommandIsOneByte(int command) {
    assertThrows(IllegalArgumentException.class, () -> command(command, "192.0.2.1:80"));
  }

  private static Socks4Request connect(String destination, String userId) {
    return new Socks4Request(Socks4Request.CONNECT, Endpoint.parse(destination), userId);
  }

  private static Socks4Request bind(String destination) {
    return command(Socks4Request.BIND, destination);
  }

  private static Socks4Request command(int command, String destination) {
    return new Socks4Request(command, Endpoint.parse(destination), "");
  }
}
