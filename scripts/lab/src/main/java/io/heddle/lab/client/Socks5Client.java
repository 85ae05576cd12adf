package io.heddle.lab.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.ByteBuffer;

/// Client side of SOCKS 5 (RFC 1928) without authentication. An unresolved destination is sent as a
/// name, a resolved one as an address.
///
///     methods     05 01 00                              ─▶
///                                                       ◀─  05 00
///     request     05 CMD 00 ATYP address port           ─▶
///                                                       ◀─  05 REP 00 ATYP address port
///     datagram    00 00 00  ATYP address port payload   ─▶
///
/// Each message is written when the one before it is answered, as most clients do.
public final class Socks5Client {
  /// Reply codes.
  public static final int SUCCEEDED = 0;

  public static final int CONNECTION_REFUSED = 5;

  private static final int CONNECT = 1;
  private static final int UDP_ASSOCIATE = 3;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;
  private static final int PORT_LENGTH = 2;

  private Socks5Client() {}

  /// Asks for a stream to `destination`.
  ///
  /// @return the reply code
  public static int connect(Socket socket, InetSocketAddress destination) throws IOException {
    return exchange(socket, CONNECT, destination)[1];
  }

  /// Asks for a relay of datagrams, which lives as long as `control`.
  ///
  /// @return the address of the relay
  public static InetSocketAddress associate(Socket control) throws IOException {
    InetSocketAddress anySource = new InetSocketAddress("0.0.0.0", 0);
    byte[] reply = exchange(control, UDP_ASSOCIATE, anySource);
    Expect.equal("the SOCKS 5 reply", SUCCEEDED, reply[1]);
    int port = Short.toUnsignedInt(ByteBuffer.wrap(reply).getShort(reply.length - PORT_LENGTH));
    return new InetSocketAddress(control.getInetAddress(), port);
  }

  /// Header of a datagram to `destination`.
  public static byte[] datagramHeader(InetSocketAddress destination) {
    return message(0, 0, destination);
  }

  private static byte[] exchange(Socket socket, int command, InetSocketAddress destination)
      throws IOException {
    socket.getOutputStream().write(new byte[] {5, 1, 0});
    DataInputStream in = new DataInputStream(socket.getInputStream());
    Expect.equal("the SOCKS 5 method", 0x0500, in.readUnsignedShort());
    socket.getOutputStream().write(request(command, destination));
    return readReply(in);
  }

  static byte[] request(int command, InetSocketAddress destination) {
    return message(5, command, destination);
  }

  private static byte[] message(int first, int second, InetSocketAddress destination) {
    byte[] host =
        destination.isUnresolved()
            ? destination.getHostString().getBytes(US_ASCII)
            : destination.getAddress().getAddress();
    ByteBuffer message = ByteBuffer.allocate(3 + 2 + host.length + PORT_LENGTH);
    message.put((byte) first).put((byte) second).put((byte) 0);
    if (destination.isUnresolved()) {
      message.put((byte) NAME).put((byte) host.length);
    } else {
      message.put((byte) (host.length == 4 ? IPV4 : IPV6));
    }
    message.put(host).putShort((short) destination.getPort());
    byte[] bytes = new byte[message.position()];
    message.flip().get(bytes);
    return bytes;
  }

  /// Reads one reply and nothing after it.
  static byte[] readReply(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    byte[] start = new byte[5];
    in.readFully(start);
    Expect.equal("the version of a SOCKS 5 reply", 5, start[0]);
    int rest =
        switch (start[3]) {
          case IPV4 -> 4 - 1;
          case NAME -> Byte.toUnsignedInt(start[4]);
          case IPV6 -> 16 - 1;
          default -> throw new ProtocolException("unknown address type in a reply: " + start[3]);
        };
    ByteBuffer reply = ByteBuffer.allocate(start.length + rest + PORT_LENGTH).put(start);
    in.readFully(reply.array(), start.length, rest + PORT_LENGTH);
    return reply.array();
  }
}
