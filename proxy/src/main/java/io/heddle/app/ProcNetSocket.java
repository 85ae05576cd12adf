package io.heddle.app;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// TCP socket in a line of Linux's `/proc/net/tcp` or `tcp6`. The address is in hexadecimal,
/// in words of 32 bits in the machine's byte order:
///
///     sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
///      0: 0100007F:0438 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 40413 …
///
/// @param state in hexadecimal, as in the kernel's `tcp_states.h`
/// @param user the number of its user
record ProcNetSocket(Host.Ip address, int port, String state, String user, String inode) {
  private static final String ESTABLISHED = "01";
  private static final String LISTENING = "0A";
  private static final String NO_PROCESS = "0";

  /// The socket of a line; empty for the head of the table.
  static Optional<ProcNetSocket> parse(String line) {
    String[] columns = line.strip().split("\\s+", -1);
    if (columns.length < 10 || columns[1].indexOf(':') < 0) {
      return Optional.empty();
    }
    int colon = columns[1].indexOf(':');
    ByteBuffer hex = ByteBuffer.wrap(HexFormat.of().parseHex(columns[1].substring(0, colon)));
    ByteBuffer bytes = ByteBuffer.allocate(hex.capacity()).order(ByteOrder.nativeOrder());
    while (hex.hasRemaining()) {
      bytes.putInt(hex.getInt());
    }
    int port = HexFormat.fromHexDigits(columns[1].substring(colon + 1));
    return Optional.of(
        new ProcNetSocket(Host.Ip.of(bytes.array()), port, columns[3], columns[7], columns[9]));
  }

  /// Whether its own end has this address.
  boolean isAt(Endpoint endpoint) {
    return endpoint.port() == port && endpoint.host().equals(address);
  }

  /// Whether a process of one of these users has this connection open. One that no process has any
  /// more counts as root's in the table.
  boolean isOpenBy(List<String> users) {
    return state.equals(ESTABLISHED) && !inode.equals(NO_PROCESS) && users.contains(user);
  }

  /// Whether this socket prevents others from listening on `endpoint`.
  boolean blocks(Endpoint endpoint) {
    return state.equals(LISTENING)
        && endpoint.port() == port
        && switch (endpoint.host()) {
          case Host.Ip(InetAddress wanted) ->
              wanted.equals(address.address())
                  || wanted.isAnyLocalAddress()
                  || address.address().isAnyLocalAddress();
          case Host.Name _ -> true;
        };
  }
}
