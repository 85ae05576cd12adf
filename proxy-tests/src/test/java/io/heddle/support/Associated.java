package io.heddle.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.socks5.UdpHeader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// A client with a UDP association: its connection, and a socket that sends to the relay.
///
/// @param relay BND.ADDR and BND.PORT of the reply
public record Associated(Peer control, Endpoint relay, DatagramPeer socket)
    implements AutoCloseable {

  /// An association of a client that does not know where it will send from.
  public static Associated with(ProxyUnderTest proxy) {
    DatagramPeer socket = DatagramPeer.open(ip(proxy.address()));
    return request(proxy.client(), socket, "00 01 00000000 0000");
  }

  /// An association of a client that declares its socket's port.
  public static Associated declaring(ProxyUnderTest proxy) {
    DatagramPeer socket = DatagramPeer.open(ip(proxy.address()));
    return request(
        proxy.client(), socket, "00 01 00000000 %04x".formatted(socket.address().port()));
  }

  /// Asks for an association on a new connection.
  ///
  /// @param rest of the request, from RSV on, in hexadecimal; spaces do not count
  public static Associated request(Peer control, DatagramPeer socket, String rest) {
    control.sends("05 01 00").receives("05 00");
    return requestAfterLogin(control, socket, rest);
  }

  /// Asks for an association on a connection whose method has been negotiated.
  ///
  /// @param rest of the request, from RSV on, in hexadecimal; spaces do not count
  public static Associated requestAfterLogin(Peer control, DatagramPeer socket, String rest) {
    control.sends(spaced("0503" + rest)).receives("05 00 00");
    return new Associated(control, readAddress(control), socket);
  }

  private static Endpoint readAddress(Peer control) {
    int type = control.receivesBytes(1)[0];
    byte[] address = control.receivesBytes(type == 1 ? 4 : 16);
    byte[] port = control.receivesBytes(2);
    return new Endpoint(Host.Ip.of(address), Short.toUnsignedInt(ByteBuffer.wrap(port).getShort()));
  }

  /// Sends a payload, a byte for each character, to a target through the relay.
  public Associated sends(String payload, Endpoint target) {
    socket.sends(framed(payload, target), relay);
    return this;
  }

  /// Sends bytes in hexadecimal to the relay as they are.
  public Associated sendsRaw(String hex) {
    socket.sends(HexFormat.of().parseHex(hex.replace(" ", "")), relay);
    return this;
  }

  /// Receives a payload from a source through the relay.
  public Associated receives(String payload, Endpoint source) {
    DatagramPeer.Received received = socket.receives();
    assertEquals(relay, received.from());
    ByteBuffer datagram = ByteBuffer.wrap(received.text().getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(UdpHeader.of(source), header(datagram));
    assertEquals(payload, received.text().substring(datagram.position()));
    return this;
  }

  /// Sends to `server`, which answers; so all that was sent before has been dealt with.
  public Associated echoes(DatagramPeer server) {
    sends("ping", server.address());
    DatagramPeer.Received ping = server.receivesText("ping");
    server.sendsText("pong", ping.from());
    return receives("pong", server.address());
  }

  /// Whether nobody has the relay's port any more.
  public boolean relayIsClosed() {
    try (var there = DatagramPeer.open(ip(relay), relay.port())) {
      return there.address().equals(relay);
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /// A datagram with its header.
  public static byte[] framed(String payload, Endpoint target) {
    ByteWriter out = new ByteWriter(payload.length() + UdpHeader.MAX_IP_LENGTH);
    UdpHeader.of(target).write(out);
    return out.latin1(payload).toByteArray();
  }

  private static UdpHeader header(ByteBuffer datagram) {
    try {
      return UdpHeader.read(datagram);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private static String ip(Endpoint endpoint) {
    return endpoint.host().toString();
  }

  private static String spaced(String hex) {
    return hex.replace(" ", "").replaceAll("(..)(?!$)", "$1 ");
  }

  @Override
  public void close() {
    control.close();
    socket.close();
  }
}
