package io.heddle.net.peer;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;

/// TCP socket in a line of Linux's `/proc/net/tcp` or `tcp6`. The address is in hexadecimal,
/// in words of 32 bits in the machine's byte order:
///
///     sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
///      0: 0100007F:0438 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 40413 …
///
/// @param end its own end
/// @param peer its other end
/// @param state in hexadecimal, as in the kernel's `tcp_states.h`
/// @param user the number of its user
public record ProcNetSocket(Endpoint end, Endpoint peer, String state, String user, String inode) {
  private static final String LISTENING = "0A";

  /// The socket of a line; empty for the head of the table.
  public static Optional<ProcNetSocket> parse(String line) {
    String[] columns = line.strip().split("\\s+", -1);
    return columns.length < 10 || columns[1].indexOf(':') < 0
        ? Optional.empty()
        : Optional.of(
            new ProcNetSocket(
                endpoint(columns[1]), endpoint(columns[2]), columns[3], columns[7], columns[9]));
  }

  private static Endpoint endpoint(String text) {
    int colon = text.indexOf(':');
    ByteBuffer hex = ByteBuffer.wrap(HexFormat.of().parseHex(text.substring(0, colon)));
    ByteBuffer bytes = ByteBuffer.allocate(hex.capacity()).order(ByteOrder.nativeOrder());
    while (hex.hasRemaining()) {
      bytes.putInt(hex.getInt());
    }
    int port = HexFormat.fromHexDigits(text.substring(colon + 1));
    return new Endpoint(Host.Ip.of(bytes.array()), port);
  }

  /// Whether this socket prevents others from listening on `endpoint`.
  public boolean blocks(Endpoint endpoint) {
    if (!state.equals(LISTENING) || endpoint.port() != end.port()) {
      return false;
    }
    return !(endpoint.host() instanceof Host.Ip wanted)
        || wanted.equals(end.host())
        || wanted.address().isAnyLocalAddress()
        || (end.host() instanceof Host.Ip ip && ip.address().isAnyLocalAddress());
  }
}
