package io.heddle.inbound;

import io.heddle.inbound.Inbound.Accepts;
import io.heddle.net.Connection;
import io.heddle.socks4.Socks4Request;
import io.heddle.socks5.Socks5;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;

/// Tells the protocol by the first byte, which stays unread: 4 and 5 begin the SOCKS protocols of
/// those versions, and no HTTP message.
public final class Sniffer {
  private Sniffer() {}

  /// Waits for the client's first byte.
  ///
  /// @throws MalformedException if the inbound speaks no protocol that begins so
  /// @throws IOException if the client leaves without a byte, or sends none in time
  public static Handshake sniff(Connection client, Inbound inbound)
      throws IOException, MalformedException {
    int first = client.reader().peek();
    if (first < 0) {
      throw new EOFException("the client left without a word");
    }
    return switch (inbound.accepts()) {
      case MIXED -> isSocks(first) ? socks(first, client, inbound) : http(client, inbound);
      case SOCKS -> socks(first, client, inbound);
      case HTTP -> http(client, inbound);
    };
  }

  private static boolean isSocks(int first) {
    return first == Socks4Request.VERSION || first == Socks5.VERSION;
  }

  private static Handshake socks(int first, Connection client, Inbound inbound)
      throws MalformedException {
    return switch (first) {
      case Socks4Request.VERSION -> new Socks4Handshake(client, inbound);
      case Socks5.VERSION -> new Socks5Handshake(client, inbound);
      default ->
          throw new MalformedException("not SOCKS, which " + Accepts.SOCKS + " inbounds speak");
    };
  }

  private static Handshake http(Connection client, Inbound inbound) {
    return new HttpHandshake(client, inbound);
  }
}
