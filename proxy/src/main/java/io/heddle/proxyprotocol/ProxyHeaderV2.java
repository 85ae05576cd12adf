package io.heddle.proxyprotocol;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.proxyprotocol.ProxyHeader.Local;
import io.heddle.proxyprotocol.ProxyHeader.Proxied;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.Arrays;

/// PROXY header of version 2, in binary (§2.2).
///
///     +-----------+---------+----------+--------+-----------+----------+
///     | signature | VER CMD | FAM PROT | LENGTH | addresses |   TLVs   |
///     +-----------+---------+----------+--------+-----------+----------+
///     |    12     |  4 + 4  |  4 + 4   |   2    | by family | the rest |
///     +-----------+---------+----------+--------+-----------+----------+
///                   2   0 LOCAL, 1 PROXY
///                              0   0 unspecified
///                              1   1 TCP over IPv4: two addresses, two ports, 12 bytes
///                              2   1 TCP over IPv6: 36 bytes
///                              3   1 UNIX stream: two paths, 216 bytes
///
/// LENGTH is the number of bytes after it. The TLVs are skipped without interpretation.
public final class ProxyHeaderV2 {
  private static final byte[] SIGNATURE = {
    '\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'
  };
  private static final int LOCAL = 0x20;
  private static final int PROXY = 0x21;
  private static final int UNSPECIFIED = 0x00;
  private static final int TCP_IPV4 = 0x11;
  private static final int TCP_IPV6 = 0x21;
  private static final int UNIX_STREAM = 0x31;
  private static final int UNIX_PATHS = 216;
  private static final int SKIPPED_AT_ONCE = 256;

  private ProxyHeaderV2() {}

  public static ProxyHeader read(ByteReader in) throws IOException, MalformedException {
    for (byte expected : SIGNATURE) {
      if (in.u8() != expected) {
        throw new MalformedException("not a PROXY header");
      }
    }
    int command = in.u8();
    if (command != LOCAL && command != PROXY) {
      throw new MalformedException("a PROXY header of another version or command");
    }
    int family = in.u8();
    int addresses = lengthOfAddresses(command, family);
    int length = in.u16();
    if (length < addresses) {
      throw new MalformedException("a PROXY header that is too short for its addresses");
    }
    ProxyHeader header = command == PROXY ? addresses(in, family) : new Local();
    skip(in, header instanceof Proxied ? length - addresses : length);
    return header;
  }

  /// Length of the addresses that the header must have; 0 for LOCAL, whose addresses are ignored.
  private static int lengthOfAddresses(int command, int family) throws MalformedException {
    if (command == LOCAL) {
      return 0;
    }
    return switch (family) {
      case UNSPECIFIED -> 0;
      case TCP_IPV4 -> 2 * (4 + 2);
      case TCP_IPV6 -> 2 * (16 + 2);
      case UNIX_STREAM -> UNIX_PATHS;
      default -> throw new MalformedException("a PROXY header of another protocol than TCP");
    };
  }

  private static ProxyHeader addresses(ByteReader in, int family) throws IOException {
    return switch (family) {
      case TCP_IPV4 -> proxied(in, 4);
      case TCP_IPV6 -> proxied(in, 16);
      default -> new Local();
    };
  }

  private static Proxied proxied(ByteReader in, int length) throws IOException {
    Host source = Host.Ip.of(in.bytes(length));
    Host destination = Host.Ip.of(in.bytes(length));
    return new Proxied(new Endpoint(source, in.u16()), new Endpoint(destination, in.u16()));
  }

  private static void skip(ByteReader in, int count) throws IOException {
    for (int left = count; left > 0; left -= SKIPPED_AT_ONCE) {
      in.bytes(Math.min(left, SKIPPED_AT_ONCE));
    }
  }

  public static void write(ProxyHeader header, ByteWriter out) {
    out.bytes(SIGNATURE);
    if (!(header instanceof Proxied relayed)) {
      out.u8(LOCAL).u8(UNSPECIFIED).u16(0);
    } else if (relayed.isIpv4()) {
      write(relayed, 4, out.u8(PROXY).u8(TCP_IPV4).u16(2 * (4 + 2)));
    } else {
      write(relayed, 16, out.u8(PROXY).u8(TCP_IPV6).u16(2 * (16 + 2)));
    }
  }

  private static void write(Proxied header, int length, ByteWriter out) {
    out.bytes(bytes(header.source(), length)).bytes(bytes(header.destination(), length));
    out.u16(header.source().port()).u16(header.destination().port());
  }

  private static byte[] bytes(Endpoint end, int length) {
    byte[] ip = ProxyHeader.ip(end);
    if (ip.length == length) {
      return ip;
    }
    byte[] mapped = new byte[16];
    Arrays.fill(mapped, 10, 12, (byte) 0xff);
    System.arraycopy(ip, 0, mapped, 12, 4);
    return mapped;
  }
}
