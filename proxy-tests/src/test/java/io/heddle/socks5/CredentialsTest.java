package io.heddle.socks5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

/// Username/password messages of RFC 1929 §2, both directions.
@Tag("codec")
class CredentialsTest {
  static final Codec<CredentialsRequest> REQUEST =
      new Codec<>(CredentialsRequest::read, CredentialsRequest::write);
  static final Codec<CredentialsReply> REPLY =
      new Codec<>(CredentialsReply::read, CredentialsReply::write);

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of("01 05 'alice' 06 's3cret'", "alice", "s3cret"),
        Arguments.of("01 05 'alice' 00", "alice", ""),
        Arguments.of("01 00 01 'p'", "", "p"),
        Arguments.of("01 00 00", "", ""),
        Arguments.of("01 03 'a:b' 03 00 0a 25", "a:b", "\0\n%"),
        Arguments.of("01 07 'Jürgen' 04 f09f9880", "Jürgen", "😀"),
        Arguments.of(
            "01 ff" + "61".repeat(255) + "ff" + "62".repeat(255),
            "a".repeat(255),
            "b".repeat(255)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requestIsReadAndWritten(String hex, String username, String password) {
    REQUEST.assertBothWays(Hex.bytes(hex), new CredentialsRequest(username, password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "05",
        "01 01 ff 00",
        "01 01 61 01 80",
        "01 02 c0af 00",
        "01 03 eda080 00",
        "01 02 'a' c3 00",
        "01 04 f4908080 00",
      })
  void requestIsRefusedForAnotherVersionOrTextThatIsNotUtf8(String hex) {
    REQUEST.assertMalformed(Hex.bytes(hex));
  }

  @Test
  void aFieldHasAtMost255BytesNotCharacters() {
    String tooLong = "ü".repeat(128);
    assertThrows(IllegalArgumentException.class, () -> new CredentialsRequest(tooLong, ""));
    assertThrows(IllegalArgumentException.class, () -> new CredentialsRequest("", tooLong));
    CredentialsRequest longest = new CredentialsRequest("ü".repeat(127), "ü".repeat(127));
    assertEquals(new ReadResult.Read<>(longest, ""), REQUEST.read(REQUEST.write(longest)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00b"})
  void textMustBeEncodableInUtf8(String text) {
    assertThrows(IllegalArgumentException.class, () -> new CredentialsRequest(text, ""));
    assertThrows(IllegalArgumentException.class, () -> new CredentialsRequest("", text));
  }

  @Test
  void thePasswordIsNotInItsText() {
    assertFalse(new CredentialsRequest("alice", "s3cret").toString().contains("s3cret"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255})
  void replyIsReadAndWritten(int status) {
    REPLY.assertBothWays(new byte[] {1, (byte) status}, new CredentialsReply(status));
  }

  @Test
  void replyMayHaveTheVersionOfSocks() {
    REPLY.assertReads(Hex.bytes("05 00"), CredentialsReply.SUCCESS);
    REPLY.assertReads(Hex.bytes("05 01"), CredentialsReply.FAILURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "02 00", "04 00"})
  void replyOfAnotherVersionIsMalformed(String hex) {
    REPLY.assertMalformed(Hex.bytes(hex));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void aStatusIsOneByte(int status) {
    assertThrows(IllegalArgumentException.class, () -> new CredentialsReply(status));
  }
}
