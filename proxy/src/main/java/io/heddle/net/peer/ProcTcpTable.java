package io.heddle.net.peer;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.jdk.BlockingCheck;
import io.heddle.net.peer.SocketOwner.OpenSocket;
import io.heddle.net.peer.SocketOwner.UnknownSocket;
import io.heddle.sockdiag.SockDiagReply.SocketEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Table of all TCP sockets, `/proc/net/tcp` and `tcp6`. Reading it takes a time that grows with their
/// number, and needs no native calls, which take long when they are first made.
final class ProcTcpTable {
  private static final List<String> FILES = List.of("net/tcp", "net/tcp6");

  /// Bytes that are read at once: what the kernel gives, and a line of 200 bytes at most.
  private static final int PIECE = 8 * 1024;

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

  /// The owner of the socket with these ends, which stand in its line as text.
  ///
  /// @param proc the folder `/proc`
  static SocketOwner find(Endpoint socket, Endpoint peer, Path proc) throws IOException {
    assert BlockingCheck.isAllowed();
    for (int width : WIDTHS) {
      Path file = proc.resolve(width == V4 ? FILES.getFirst() : FILES.getLast());
      if (Files.isReadable(file)) {
        Optional<String> line =
            findLine(file, " " + text(socket, width) + " " + text(peer, width) + " ");
        if (line.isPresent()) {
          return ProcNetSocket.parse(line.get())
              .map(ProcTcpTable::owner)
              .orElse(UnknownSocket.CLOSED);
        }
      }
    }
    return UnknownSocket.CLOSED;
  }

  /// The first line with a text. The file is read in pieces: it has megabytes on a busy machine, and
  /// many clients may come at once.
  private static Optional<String> findLine(Path file, String text) throws IOException {
    byte[] piece = new byte[PIECE];
    int length = 0;
    try (InputStream in = Files.newInputStream(file)) {
      int count;
      while ((count = in.read(piece, length, PIECE - length)) > 0) {
        length += count;
        String lines = new String(piece, 0, length, StandardCharsets.ISO_8859_1);
        int incomplete = lines.lastIndexOf('\n') + 1;
        int at = lines.indexOf(text);
        if (at >= 0 && at < incomplete) {
          return Optional.of(
              lines.substring(lines.lastIndexOf('\n', at) + 1, lines.indexOf('\n', at)));
        }
        length -= incomplete;
        System.arraycopy(piece, incomplete, piece, 0, length);
      }
    }
    return Optional.empty();
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
