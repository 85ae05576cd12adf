package io.heddle.net.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.net.peer.SocketOwner.OpenSocket;
import io.heddle.net.peer.SocketOwner.UnknownSocket;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Table of sockets in a `/proc` made for the test.
@Tag("component")
@EnabledIf("isLittleEndian")
class ProcTcpTableTest {
  private static final Endpoint CLIENT = Endpoint.parse("127.0.0.1:50000");
  private static final Endpoint SERVER = Endpoint.parse("127.0.0.1:1080");
  private static final String HERE = "0100007F:C350";
  private static final String THERE = "0100007F:0438";

  @TempDir Path proc;

  static boolean isLittleEndian() {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }

  private static String line(String end, String peer, String state, String user, String inode) {
    return " 0: %s %s %s 00000000:00000000 00:00000000 00000000 %s 0 %s 1\n"
        .formatted(end, peer, state, user, inode);
  }

  private SocketOwner find(String tcp, String tcp6) throws IOException {
    Files.createDirectories(proc.resolve("net"));
    String head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt\n";
    Files.writeString(proc.resolve("net/tcp"), head + tcp);
    Files.writeString(proc.resolve("net/tcp6"), head + tcp6);
    assertTrue(ProcTcpTable.isReadable(proc));
    SocketEnds ends = new SocketEnds(CLIENT, SERVER);
    return ProcTcpTable.find(Set.of(ends), proc, new AtomicLong()).get(ends);
  }

  @ParameterizedTest
  @CsvSource({"01, 1000, 7, 1000", "08, 0, 7, 0", "01, 4294967294, 4294967295, 4294967294"})
  void anOpenSocketHasAUser(String state, String user, String inode, String found)
      throws IOException {
    assertEquals(
        new OpenSocket(Integer.parseUnsignedInt(found), Integer.parseUnsignedInt(inode)),
        find(line(HERE, THERE, state, user, inode), ""));
  }

  /// The table says user 0 of sockets that no process has open.
  @ParameterizedTest
  @CsvSource({"05, 0, 0", "06, 0, 0", "01, 0, 0", "0A, 1000, 7"})
  void othersHaveNone(String state, String user, String inode) throws IOException {
    assertEquals(UnknownSocket.CLOSED, find(line(HERE, THERE, state, user, inode), ""));
  }

  @Test
  void bothEndsCount() throws IOException {
    String elsewhere = line(HERE, "0100007F:0439", "01", "65534", "8");
    String mine = line(HERE, THERE, "01", "1000", "7");
    assertEquals(new OpenSocket(1000, 7), find(elsewhere + mine, ""));
    assertEquals(UnknownSocket.CLOSED, find(elsewhere, ""));
  }

  /// The table is read in pieces, at whose ends lines are cut.
  @Test
  void aSocketIsFoundBehindManyOthers() throws IOException {
    String mine = line(HERE, THERE, "01", "1000", "7");
    for (int others = 95; others < 105; others++) {
      String before = line(HERE, "0100007F:0439", "01", "65534", "8").repeat(others);
      assertEquals(new OpenSocket(1000, 7), find(before + mine + before, ""));
      assertEquals(UnknownSocket.CLOSED, find(before + before, ""));
    }
  }

  @Test
  void anAddressOfVersion4InASocketOfVersion6IsFound() throws IOException {
    String mapped = "0000000000000000FFFF0000";
    assertEquals(
        new OpenSocket(1000, 7), find("", line(mapped + HERE, mapped + THERE, "01", "1000", "7")));
  }

  @Test
  void withoutATableThereIsNoAnswer() {
    assertFalse(ProcTcpTable.isReadable(proc));
  }
}
