package io.heddle.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Endpoint;
import io.heddle.support.DatagramPeer.Received;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// A SOCKS 5 proxy with a relay for datagrams, both of which a test plays by hand.
public final class RelayingPeer implements AutoCloseable {
  private final Origin origin = Origin.start();
  private final DatagramPeer relay = DatagramPeer.open();

  /// Where it takes connections.
  public Endpoint address() {
    return origin.address();
  }

  /// Where it takes datagrams.
  public DatagramPeer relay() {
    return relay;
  }

  /// Its listener.
  public Origin origin() {
    return origin;
  }

  /// Takes a connection up to the request for an association.
  public Peer isAsked() {
    Peer control = origin.accept();
    control.receives("05 01 00").sends("05 00").receives("05 03 00 01 00 00 00 00 00 00");
    return control;
  }

  /// Grants an association, which lives with the connection returned.
  public Peer grants() {
    return isAsked().sends("05 00 00 01 7f 00 00 01 " + portHex());
  }

  /// The relay's port in hexadecimal.
  public String portHex() {
    int port = relay.address().port();
    return "%02x %02x".formatted(port >> 8, port & 0xff);
  }

  /// Receives exactly this on the relay.
  ///
  /// @return who sent it
  public Endpoint receives(byte[] datagram) {
    Received received = relay.receives();
    assertEquals(hex(datagram), hex(received.text().getBytes(StandardCharsets.ISO_8859_1)));
    return received.from();
  }

  /// Receives a payload for a target on the relay.
  ///
  /// @return who sent it
  public Endpoint receives(String payload, Endpoint target) {
    return receives(Associated.framed(payload, target));
  }

  /// Sends a payload from a source by the relay.
  public RelayingPeer sends(String payload, Endpoint source, Endpoint to) {
    relay.sends(Associated.framed(payload, source), to);
    return this;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    origin.close();
    relay.close();
  }
}
