package io.heddle.app;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;

/// Listening socket in a line of Linux's `/proc/net/tcp` or `tcp6`. The address is in hexadecimal,
/// in words of 32 bits in the machine's byte order:
///
///     sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
///      0: 0100007F:0438 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 40413 …
record ProcNetSocket(Host.Ip address, int port, String inode) {
  private static final String LISTENING = "0A";

  /// The socket of a line, if it listens.
  static Optional<ProcNetSocket> parse(String line) {
    String[] columns = line.strip().split("\\s+", -1);
    if (columns.length < 10 || !columns[3].equals(LISTENING)) {
      return Optional.empty();
    }
    int colon = columns[1].indexOf(':');
    ByteBuffer hex = ByteBuffer.wrap(HexFormat.of().parseHex(columns[1].substring(0, colon)));
    ByteBuffer bytes = ByteBuffer.allocate(hex.capacity()).order(ByteOrder.nativeOrder());
    while (hex.hasRemaining()) {
      bytes.putInt(hex.getInt());
    }
    int port = HexFormat.fromHexDigits(columns[1].substring(colon + 1));
    return Optional.of(new ProcNetSocket(Host.Ip.of(bytes.array()), port, columns[9]));
  }

  /// Whether this socket prevents others from listening on `endpoint`.
  boolean blocks(Endpoint endpoint) {
    return endpoint.port() == port
        && switch (endpoint.host()) {
          case Host.Ip(InetAddress wanted) ->
              wanted.equals(address.address())
                  || wanted.isAnyLocalAddress()
                  || address.address().isAnyLocalAddress();
          case Host.Name _ -> true;
        };
  }
}
