package io.heddle.support;

import java.util.HexFormat;

/// Both ends of a tunnel through the proxy.
public record TunnelPeers(Peer client, Peer server) implements AutoCloseable {

  /// Opens a tunnel to an IPv4 origin by SOCKS 5.
  public static TunnelPeers open(ProxyUnderTest proxy, Origin origin) {
    Peer client = proxy.client();
    client.sends("05 01 00").receives("05 00");
    client.sends(socks5(origin));
    Peer server = origin.accept();
    client.receives("05 00 00 01 7f 00 00 01 " + portHex(server));
    return new TunnelPeers(client, server);
  }

  /// SOCKS 5 request for an IPv4 origin.
  public static String socks5(Origin origin) {
    byte[] ip = origin.ip().getAddress();
    return "05 01 00 01 " + HexFormat.ofDelimiter(" ").formatHex(ip) + " " + origin.portHex();
  }

  /// Port of the proxy's end of the connection to the server, as two bytes in hexadecimal.
  public static String portHex(Peer server) {
    int port = server.socket().getPort();
    return "%02x %02x".formatted(port >> 8, port & 0xff);
  }

  /// Closes the server first: a TLS client waits for the end of its stream, which follows the end of
  /// the server's.
  @Override
  public void close() {
    server.close();
    client.close();
  }
}
