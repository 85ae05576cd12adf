package io.heddle.socks5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Codec;
import io.heddle.support.Hex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Method selection messages of RFC 1928 §3, both directions.
@Tag("codec")
class MethodsTest {
  static final Codec<MethodRequest> REQUEST =
      new Codec<>(MethodRequest::read, MethodRequest::write);
  static final Codec<MethodReply> REPLY = new Codec<>(MethodReply::read, MethodReply::write);

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of("05 01 00", List.of(0)),
        Arguments.of("05 02 00 02", List.of(0, 2)),
        Arguments.of("05 03 02 00 02", List.of(2, 0, 2)),
        Arguments.of("05 01 ff", List.of(255)),
        Arguments.of("05 00", List.of()),
        Arguments.of("05 ff" + " 80".repeat(255), Collections.nCopies(255, 128)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requestIsReadAndWritten(String hex, List<Integer> methods) {
    REQUEST.assertBothWays(Hex.bytes(hex), new MethodRequest(methods));
  }

  static Stream<Arguments> replies() {
    return Stream.of(
        Arguments.of("05 00", Socks5.NO_AUTHENTICATION),
        Arguments.of("05 02", Socks5.USERNAME_PASSWORD),
        Arguments.of("05 ff", Socks5.NO_ACCEPTABLE_METHODS));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void replyIsReadAndWritten(String hex, int method) {
    REPLY.assertBothWays(Hex.bytes(hex), new MethodReply(method));
  }

  @ParameterizedTest
  @ValueSource(strings = {"04", "00", "06 01 00", "'GET / HTTP/1.1'"})
  void anotherVersionIsMalformed(String hex) {
    REQUEST.assertMalformed(Hex.bytes(hex));
    REPLY.assertMalformed(Hex.bytes(hex));
  }

  @Test
  void offersWhatItLists() {
    MethodRequest request = new MethodRequest(List.of(0, 255));
    assertTrue(request.offers(Socks5.NO_AUTHENTICATION));
    assertTrue(request.offers(255));
    assertFalse(request.offers(Socks5.USERNAME_PASSWORD));
  }

  @Test
  void copiesItsList() {
    List<Integer> methods = new ArrayList<>(List.of(0));
    MethodRequest request = new MethodRequest(methods);
    methods.add(1);
    assertEquals(new MethodRequest(List.of(0)), request);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void aMethodIsOneByte(int method) {
    List<Integer> methods = List.of(method);
    assertThrows(IllegalArgumentException.class, () -> new MethodRequest(methods));
    assertThrows(IllegalArgumentException.class, () -> new MethodReply(method));
  }

  @Test
  void thereAreAtMost255Methods() {
    List<Integer> methods = Collections.nCopies(256, 0);
    assertThrows(IllegalArgumentException.class, () -> new MethodRequest(methods));
  }
}
