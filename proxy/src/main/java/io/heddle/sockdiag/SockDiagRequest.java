package io.heddle.sockdiag;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.Arrays;

/// Question for the TCP socket with these two ends (`inet_diag_req_v2` of `linux/inet_diag.h` in a
/// `nlmsghdr` of `linux/netlink.h`). The first 16 bytes are the header, with the length of all.
///
///     +-----+------+-------+-----+-----+--------+----------+-----+-----+--------+
///     | LEN | TYPE | FLAGS | SEQ | PID | FAMILY | PROTOCOL | EXT | PAD | STATES |
///     +-----+------+-------+-----+-----+--------+----------+-----+-----+--------+
///     |  4  |  2   |   2   |  4  |  4  |   1    |    1     |  1  |  1  |   4    |
///     +-----+------+-------+-----+-----+--------+----------+-----+-----+--------+
///     | SPORT | DPORT | SRC | DST | INTERFACE | COOKIE |
///     +-------+-------+-----+-----+-----------+--------+
///     |   2   |   2   | 16  | 16  |     4     |   8    |
///     +-------+-------+-----+-----+-----------+--------+
///
/// IPv4 addresses are the first four bytes of their fields. A socket of IPv6 that uses IPv4 is found
/// by its IPv4 addresses.
///
/// @param sequence number that the answer repeats
/// @param socket SRC and SPORT: the socket's own end, an IP address
/// @param peer DST and DPORT: its other end, of the same address family; `0.0.0.0:0` or `[::]:0` with
///     a listening socket
public record SockDiagRequest(int sequence, Endpoint socket, Endpoint peer) {
  /// Length of the message in bytes.
  public static final int LENGTH = 72;

  static final int SOCK_DIAG_BY_FAMILY = 20;
  private static final int NLM_F_REQUEST = 1;
  private static final int IPPROTO_TCP = 6;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int ADDRESS_FIELD = 16;
  private static final int ALL = -1;

  public SockDiagRequest {
    if (bytes(socket).length != bytes(peer).length) {
      throw new IllegalArgumentException("the ends of a socket have addresses of one family");
    }
  }

  /// Reads a message.
  public static SockDiagRequest read(ByteReader in) throws IOException, MalformedException {
    require(Integer.reverseBytes(in.u32()) == LENGTH, "length");
    require(Short.reverseBytes((short) in.u16()) == SOCK_DIAG_BY_FAMILY, "type");
    require(Short.reverseBytes((short) in.u16()) == NLM_F_REQUEST, "flags");
    int sequence = Integer.reverseBytes(in.u32());
    in.u32();
    int family = in.u8();
    require(family == AF_INET || family == AF_INET6, "family");
    require(in.u8() == IPPROTO_TCP, "protocol");
    in.u16();
    in.u32();
    int port = in.u16();
    int peerPort = in.u16();
    int length = family == AF_INET ? 4 : ADDRESS_FIELD;
    Host.Ip source = Host.Ip.of(Arrays.copyOf(in.bytes(ADDRESS_FIELD), length));
    Host.Ip destination = Host.Ip.of(Arrays.copyOf(in.bytes(ADDRESS_FIELD), length));
    in.bytes(12);
    Endpoint socket = new Endpoint(source, port);
    Endpoint peer = new Endpoint(destination, peerPort);
    require(bytes(socket).length == bytes(peer).length, "pair of addresses");
    return new SockDiagRequest(sequence, socket, peer);
  }

  private static void require(boolean holds, String field) throws MalformedException {
    if (!holds) {
      throw new MalformedException(
          "another " + field + " than that of a question for a TCP socket");
    }
  }

  /// Writes the message.
  public void write(ByteWriter out) {
    byte[] source = bytes(socket);
    out.u32(Integer.reverseBytes(LENGTH))
        .u16(Short.reverseBytes((short) SOCK_DIAG_BY_FAMILY))
        .u16(Short.reverseBytes((short) NLM_F_REQUEST))
        .u32(Integer.reverseBytes(sequence))
        .u32(0)
        .u8(source.length == 4 ? AF_INET : AF_INET6)
        .u8(IPPROTO_TCP)
        .u16(0)
        .u32(ALL)
        .u16(socket.port())
        .u16(peer.port())
        .bytes(Arrays.copyOf(source, ADDRESS_FIELD))
        .bytes(Arrays.copyOf(bytes(peer), ADDRESS_FIELD))
        .u32(0)
        // INET_DIAG_NOCOOKIE.
        .u32(ALL)
        .u32(ALL);
  }

  private static byte[] bytes(Endpoint endpoint) {
    if (endpoint.host() instanceof Host.Ip ip) {
      return ip.address().getAddress();
    }
    throw new IllegalArgumentException("the end of a socket has an IP address");
  }
}
