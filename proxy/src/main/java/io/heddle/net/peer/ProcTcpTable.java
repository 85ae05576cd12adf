package io.heddle.net.peer;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.jdk.BlockingCheck;
import io.heddle.net.peer.SocketOwner.OpenSocket;
import io.heddle.net.peer.SocketOwner.UnknownSocket;
import io.heddle.sockdiag.SockDiagReply.SocketEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Table of all TCP sockets, `/proc/net/tcp` and `tcp6`. Reading it takes a time that grows with their
/// number, and needs no native calls, which take long when they are first made.
final class ProcTcpTable {
  private static final List<String> FILES = List.of("net/tcp", "net/tcp6");
  private static final int V4 = 4;
  private static final int V6 = 16;
  private static final List<Integer> WIDTHS = List.of(V4, V6);
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private ProcTcpTable() {}

  /// Whether the system has the table.
  static boolean isReadable(Path proc) {
    assert BlockingCheck.isAllowed();
    return Files.isReadable(proc.resolve(FILES.getFirst()));
  }

  /// The owners of sockets, whose ends stand in their lines as text.
  ///
  /// @param proc the folder `/proc`
  /// @param lines counts the lines that are read
  static Map<SocketEnds, SocketOwner> find(
      Collection<SocketEnds> sockets, Path proc, AtomicLong lines) throws IOException {
    assert BlockingCheck.isAllowed();
    Map<SocketEnds, SocketOwner> owners = new HashMap<>();
    for (int width : WIDTHS) {
      Map<String, SocketEnds> wanted = new HashMap<>();
      for (SocketEnds ends : sockets) {
        if (!owners.containsKey(ends)) {
          wanted.put(text(ends.own(), width) + " " + text(ends.peer(), width), ends);
        }
      }
      Path file = proc.resolve(width == V4 ? FILES.getFirst() : FILES.getLast());
      if (!wanted.isEmpty() && Files.isReadable(file)) {
        read(file, wanted, owners, lines);
      }
    }
    for (SocketEnds ends : sockets) {
      owners.putIfAbsent(ends, UnknownSocket.CLOSED);
    }
    return owners;
  }

  /// @param wanted what is found is removed
  private static void read(
      Path file,
      Map<String, SocketEnds> wanted,
      Map<SocketEnds, SocketOwner> owners,
      AtomicLong lines)
      throws IOException {
    assert BlockingCheck.isAllowed();
    try (BufferedReader table = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      String line = table.readLine();
      while (line != null && !wanted.isEmpty()) {
        SocketEnds found = wanted.remove(ends(line));
        if (found != null) {
          owners.put(
              found,
              ProcNetSocket.parse(line).map(ProcTcpTable::owner).orElse(UnknownSocket.CLOSED));
        }
        lines.incrementAndGet();
        line = table.readLine();
      }
    }
  }

  /// The part of a line with both ends: `   7: 0100007F:C350 0100007F:0438 01 …`.
  private static String ends(String line) {
    int begin = line.indexOf(": ") + 2;
    int end = line.indexOf(' ', line.indexOf(' ', begin) + 1);
    return end < 0 ? "" : line.substring(begin, end);
  }

  /// An end as in the table: see [ProcNetSocket].
  ///
  /// @param width of its address in bytes; an IPv4 address is mapped into a wider one
  private static String text(Endpoint end, int width) {
    if (!(end.host() instanceof Host.Ip ip)) {
      throw new IllegalArgumentException("the end of a socket has an IP address");
    }
    byte[] address = ip.address().getAddress();
    ByteBuffer bytes = ByteBuffer.allocate(V6).order(ByteOrder.nativeOrder());
    if (address.length == V4 && width == V6) {
      bytes.put(MAPPED);
    }
    bytes.put(address).flip();
    StringBuilder text = new StringBuilder(2 * V6 + 5);
    while (bytes.hasRemaining()) {
      text.append(HEX.toHexDigits(bytes.getInt()));
    }
    return text.append(':').append(HEX.toHexDigits((short) end.port())).toString();
  }

  private static SocketOwner owner(ProcNetSocket socket) {
    int user = Integer.parseUnsignedInt(socket.user());
    int inode = Integer.parseUnsignedInt(socket.inode());
    int state = Integer.parseInt(socket.state(), 16);
    return new SocketEntry(0, state, user, inode).isOpenConnection()
        ? new OpenSocket(user, inode)
        : UnknownSocket.CLOSED;
  }
}
