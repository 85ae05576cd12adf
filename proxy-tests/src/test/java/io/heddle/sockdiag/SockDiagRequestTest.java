package io.heddle.sockdiag;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.address.Endpoint;
import io.heddle.support.Codec;
import io.heddle.support.Hex;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class SockDiagRequestTest {
  static final Codec<SockDiagRequest> CODEC =
      new Codec<>(SockDiagRequest::read, SockDiagRequest::write);

  private static final String HEAD = "48000000 1400 0100 01000000 00000000";
  private static final String TAIL = "00000000 ffffffff ffffffff";
  private static final String REST_V4 = "00".repeat(12);

  static Stream<Arguments> rows() {
    return Stream.of(
        Arguments.of(
            HEAD
                + "02 06 00 00 ffffffff c000 0438 7f000001"
                + REST_V4
                + "7f000002"
                + REST_V4
                + TAIL,
            request(1, "127.0.0.1:49152", "127.0.0.2:1080")),
        Arguments.of(
            HEAD
                + "0a 06 00 00 ffffffff c000 0438 00000000000000000000000000000001"
                + "20010db8000000000000000000000005"
                + TAIL,
            request(1, "[::1]:49152", "[2001:db8::5]:1080")));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isReadAndWritten(String hex, SockDiagRequest request) {
    CODEC.assertBothWays(Hex.bytes(hex), request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "47000000",
        "48000000 1500",
        "48000000 1400 0200",
        "48000000 1400 0100 01000000 00000000 01",
        "48000000 1400 0100 01000000 00000000 02 11"
      })
  void isRefusedWhenItAsksForSomethingElse(String hex) {
    CODEC.assertMalformed(Hex.bytes(hex));
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1:1, [::1]:1", "a.example:1, 127.0.0.1:1", "[::1]:1, b.example:1"})
  void bothEndsHaveAddressesOfOneFamily(String socket, String peer) {
    assertThrows(IllegalArgumentException.class, () -> request(1, socket, peer));
  }

  private static SockDiagRequest request(int sequence, String socket, String peer) {
    return new SockDiagRequest(sequence, Endpoint.parse(socket), Endpoint.parse(peer));
  }
}
