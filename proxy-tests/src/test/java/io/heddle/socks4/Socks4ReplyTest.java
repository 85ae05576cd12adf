package io.heddle.socks4;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.address.Endpoint;
import io.heddle.support.Codec;
import io.heddle.support.Hex;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class Socks4ReplyTest {
  static final Codec<Socks4Reply> CODEC = new Codec<>(Socks4Reply::read, Socks4Reply::write);

  static Stream<Arguments> rows() {
    return Stream.of(
        Arguments.of("00 5a 0000 00000000", reply(Socks4Reply.GRANTED, "0.0.0.0:0")),
        Arguments.of("00 5a 01bb c0000201", reply(90, "192.0.2.1:443")),
        Arguments.of("00 5b 0000 00000000", reply(91, "0.0.0.0:0")),
        Arguments.of("00 5c 0000 00000001", reply(92, "0.0.0.1:0")),
        Arguments.of("00 ff ffff ffffffff", reply(255, "255.255.255.255:65535")));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isReadAndWritten(String hex, Socks4Reply reply) {
    CODEC.assertBothWays(Hex.bytes(hex), reply);
  }

  @ParameterizedTest
  @ValueSource(strings = {"04", "05", "01 5a 0000 00000000"})
  void isRefusedWhenItsVersionIsNotZero(String hex) {
    CODEC.assertMalformed(Hex.bytes(hex));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[::1]:80", "a.example:80"})
  void carriesAnIpv4Address(String bound) {
    assertThrows(IllegalArgumentException.class, () -> reply(90, bound));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void aCodeIsOneByte(int code) {
    assertThrows(IllegalArgumentException.class, () -> reply(code, "0.0.0.0:0"));
  }

  private static Socks4Reply reply(int code, String bound) {
    return new Socks4Reply(code, Endpoint.parse(bound));
  }
}
