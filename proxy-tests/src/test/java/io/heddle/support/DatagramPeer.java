package io.heddle.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// A UDP socket as a script: what it sends, what it must receive. Waits ten seconds at most.
public final class DatagramPeer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final DatagramSocket socket;

  /// A datagram that came.
  ///
  /// @param text its bytes, one for each character
  public record Received(Endpoint from, String text) {}

  private DatagramPeer(DatagramSocket socket) {
    this.socket = socket;
  }

  /// A socket on a free port of 127.0.0.1.
  public static DatagramPeer open() {
    return open("127.0.0.1");
  }

  /// A socket on a free port of an IP address.
  public static DatagramPeer open(String ip) {
    return open(ip, 0);
  }

  /// A socket on a port of an IP address; 0 for a free one.
  public static DatagramPeer open(String ip, int port) {
    try {
      DatagramSocket socket =
          new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(ip), port));
      socket.setSoTimeout(PATIENCE_MILLIS);
      return new DatagramPeer(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where it is.
  public Endpoint address() {
    return new Endpoint(new Host.Ip(socket.getLocalAddress()), socket.getLocalPort());
  }

  /// Sends one datagram.
  public DatagramPeer sends(byte[] bytes, Endpoint to) {
    try {
      socket.send(
          new DatagramPacket(
              bytes,
              bytes.length,
              new InetSocketAddress(((Host.Ip) to.host()).address(), to.port())));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends one datagram of text, a byte for each character.
  public DatagramPeer sendsText(String text, Endpoint to) {
    return sends(text.getBytes(StandardCharsets.ISO_8859_1), to);
  }

  /// Receives the next datagram.
  public Received receives() {
    try {
      DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
      socket.receive(packet);
      return new Received(
          new Endpoint(new Host.Ip(packet.getAddress()), packet.getPort()),
          new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Receives a datagram of this text.
  public Received receivesText(String text) {
    Received received = receives();
    assertEquals(text, received.text());
    return received;
  }

  /// Has received nothing by now.
  public void hasNothing() {
    try {
      socket.setSoTimeout(1);
      assertThrows(
          SocketTimeoutException.class, () -> socket.receive(new DatagramPacket(new byte[1], 1)));
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether this end is closed.
  public boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  public void close() {
    socket.close();
  }
}
