package io.heddle.lab.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Client side of SOCKS 4 and 4a. An unresolved destination is sent as a name, which is 4a.
///
///     SOCKS 4     04 01 port IPv4      user 00           ─▶
///     SOCKS 4a    04 01 port 0.0.0.1   user 00 name 00   ─▶
///                                                        ◀─  00 code port IPv4
public final class Socks4Client {
  /// Reply codes.
  public static final int GRANTED = 90;

  public static final int REJECTED = 91;

  private static final byte[] NAME_FOLLOWS = {0, 0, 0, 1};

  private Socks4Client() {}

  /// Asks for a stream to `destination`.
  ///
  /// @return the reply code
  public static int connect(Socket socket, InetSocketAddress destination) throws IOException {
    socket.getOutputStream().write(request(destination, "lab"));
    byte[] reply = new byte[8];
    new DataInputStream(socket.getInputStream()).readFully(reply);
    Expect.equal("the version of a SOCKS 4 reply", 0, reply[0]);
    return reply[1];
  }

  static byte[] request(InetSocketAddress destination, String user) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {4, 1});
    out.write(destination.getPort() >> 8);
    out.write(destination.getPort());
    out.writeBytes(
        destination.isUnresolved() ? NAME_FOLLOWS : destination.getAddress().getAddress());
    writeText(out, user);
    if (destination.isUnresolved()) {
      writeText(out, destination.getHostString());
    }
    return out.toByteArray();
  }

  private static void writeText(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(US_ASCII));
    out.write(0);
  }
}
