package io.heddle.sockdiag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.sockdiag.SockDiagReply.SockDiagError;
import io.heddle.sockdiag.SockDiagReply.SocketEntry;
import io.heddle.support.ChunkedByteSource;
import io.heddle.support.Codec;
import io.heddle.support.Hex;
import io.heddle.support.ReadResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class SockDiagReplyTest {
  static final Codec<SockDiagReply> CODEC = new Codec<>(SockDiagReply::read, SockDiagReply::write);

  private static final String BODY = "00 01 0000" + "00".repeat(60) + "e8030000 07000000";

  @Test
  void aSocketIsReadAndWritten() {
    CODEC.assertBothWays(
        Hex.bytes("58000000 1400 0000 05000000 00000000" + BODY), new SocketEntry(5, 1, 1000, 7));
  }

  @Test
  void noBufferGrowsForAnnouncedAttributes() {
    ChunkedByteSource source =
        ChunkedByteSource.byteByByte(Hex.bytes("00100000 1400 0000 05000000 00000000" + BODY));
    assertEquals(new ReadResult.NeedMore<>(), CODEC.read(source));
    assertTrue(source.largestRoom() <= 1024, "a buffer of " + source.largestRoom());
  }

  /// As Linux 6.18 has sent it, for a connection of user 1000: the ends, and attributes behind it.
  @Test
  void whatTheKernelAddsIsSkipped() {
    CODEC.assertReads(
        Hex.bytes(
            "60000000 1400 0000 05000000 a1460000 02 01 00 00 df3a c85d 7f000001"
                + "00".repeat(12)
                + "7f000001"
                + "00".repeat(12)
                + "00000000 3f1b0000 00000000 00000000 00000000 00000000 e8030000 07000000"
                + "0500080000000000"),
        new SocketEntry(5, 1, 1000, 7));
  }

  @Test
  void anErrorIsReadAndWritten() {
    CODEC.assertBothWays(
        Hex.bytes("14000000 0200 0000 05000000 00000000 feffffff"), new SockDiagError(5, 2));
  }

  @Test
  void theRequestBehindAnErrorIsSkipped() {
    CODEC.assertReads(
        Hex.bytes("24000000 0200 0000 05000000 00000000 feffffff" + "11".repeat(16)),
        new SockDiagError(5, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Another type.
        "58000000 0300 0000 05000000 00000000",
        // Too short, too long, less than nothing.
        "57000000 1400 0000 05000000 00000000",
        "01100000 1400 0000 05000000 00000000",
        "ffffffff 1400 0000 05000000 00000000",
        "13000000 0200 0000 05000000 00000000",
        // No state of TCP.
        "58000000 1400 0000 05000000 00000000 00 00",
        "58000000 1400 0000 05000000 00000000 00 0d",
      })
  void otherMessagesAreRefused(String hex) {
    CODEC.assertMalformed(Hex.bytes(hex));
  }

  /// The numbers of `tcp_states.h`. Without an inode, the user is always 0, which must not be taken for
  /// root.
  @ParameterizedTest
  @CsvSource({
    "1, 7, true",
    "1, 0, false",
    "2, 7, true",
    "3, 7, false",
    "4, 7, true",
    "4, 0, false",
    "5, 7, true",
    "6, 7, false",
    "6, 0, false",
    "7, 7, false",
    "8, 7, true",
    "9, 7, true",
    "10, 7, false",
    "11, 7, false",
    "12, 7, false",
  })
  void openConnectionsAreThoseOfAProcess(int state, int inode, boolean open) {
    assertEquals(open, new SocketEntry(1, state, 0, inode).isOpenConnection());
  }
}
