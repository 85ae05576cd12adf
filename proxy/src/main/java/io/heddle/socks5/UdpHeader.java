package io.heddle.socks5;

import io.heddle.address.Endpoint;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Header of each datagram between client and relay (RFC 1928 §7).
///
///     +----+------+------+----------+----------+----------+
///     |RSV | FRAG | ATYP | DST.ADDR | DST.PORT |   DATA   |
///     +----+------+------+----------+----------+----------+
///     | 2  |  1   |  1   | Variable |    2     | Variable |
///     +----+------+------+----------+----------+----------+
///
/// DATA, which may be empty, is not part of this record.
///
/// @param fragment FRAG, 0 to 255; 0 for a datagram that is not a fragment
/// @param address DST.ADDR and DST.PORT: the target in datagrams from a client, the source in
///     datagrams to a client
public record UdpHeader(int fragment, Endpoint address) {
  /// Length in bytes of a header with an IPv6 address, the longest header with an IP address.
  public static final int MAX_IP_LENGTH = 22;

  public UdpHeader {
    if (fragment < 0 || fragment > 255) {
      throw new IllegalArgumentException("a fragment number is one byte");
    }
  }

  /// Header of a datagram that is not a fragment.
  public static UdpHeader of(Endpoint address) {
    return new UdpHeader(0, address);
  }

  /// Reads a header. The value of RSV is ignored.
  ///
  /// @throws UnknownAddressTypeException for an ATYP that is not 1, 3 or 4
  public static UdpHeader read(ByteReader in) throws IOException, MalformedException {
    in.u16();
    int fragment = in.u8();
    return new UdpHeader(fragment, Socks5Address.read(in));
  }

  /// Reads the header of a complete datagram, and moves the buffer's position to DATA.
  ///
  /// @throws MalformedException if the header is malformed or incomplete
  public static UdpHeader read(ByteBuffer datagram) throws MalformedException {
    ByteBuffer unread = datagram.duplicate();
    ByteReader in = new ByteReader(into -> transfer(unread, into));
    try {
      UdpHeader header = read(in);
      datagram.position(unread.position() - in.buffered());
      return header;
    } catch (EOFException e) {
      throw new MalformedException("a datagram that ends within its header");
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be read", e);
    }
  }

  private static int transfer(ByteBuffer from, ByteBuffer into) {
    int count = Math.min(from.remaining(), into.remaining());
    into.put(into.position(), from, from.position(), count);
    from.position(from.position() + count);
    return count == 0 ? -1 : count;
  }

  public void write(ByteWriter out) {
    out.u16(0).u8(fragment);
    Socks5Address.write(address, out);
  }

  /// Encoded header.
  public byte[] toByteArray() {
    ByteWriter out = new ByteWriter(MAX_IP_LENGTH);
    write(out);
    return out.toByteArray();
  }
}
