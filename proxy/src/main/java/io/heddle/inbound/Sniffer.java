package io.heddle.inbound;

import io.heddle.http1.RequestHead;
import io.heddle.inbound.InboundSettings.Accepts;
import io.heddle.net.Connection;
import io.heddle.socks4.Socks4Request;
import io.heddle.socks5.Socks5;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.Supplier;

/// Tells the protocol by the first byte, which stays unread: 4 and 5 begin the SOCKS protocols of
/// those versions, and no HTTP message.
public final class Sniffer {
  /// The type of a record that has a ClientHello (RFC 8446 §5.1).
  private static final int TLS_HANDSHAKE = 22;

  private Sniffer() {}

  /// Waits for the client's first byte.
  ///
  /// @param present what the listener is now, which may change while a connection is kept
  /// @throws MalformedException if the inbound speaks no protocol that begins so
  /// @throws IOException if the client leaves without a byte, or sends none in time
  public static Handshake sniff(Connection client, Supplier<InboundSettings> present)
      throws IOException, MalformedException {
    client.awaitReadable();
    int first = client.reader().peek();
    if (first < 0) {
      throw new EOFException("the client left without a word");
    }
    return switch (present.get().accepts()) {
      case MIXED -> isSocks(first) ? socks(first, client, present) : text(first, client, present);
      case SOCKS -> socks(first, client, present);
      case HTTP -> http(client, present);
    };
  }

  private static boolean isSocks(int first) {
    return first == Socks4Request.VERSION || first == Socks5.VERSION;
  }

  private static Handshake socks(int first, Connection client, Supplier<InboundSettings> present)
      throws MalformedException {
    return switch (first) {
      case Socks4Request.VERSION -> new Socks4Handshake(client, present.get());
      case Socks5.VERSION -> new Socks5Handshake(client, present.get());
      default ->
          throw new MalformedException("not SOCKS, which " + Accepts.SOCKS + " inbounds speak");
    };
  }

  /// Whoever speaks another protocol does not wait for a line to end, nor do we then.
  private static Handshake text(int first, Connection client, Supplier<InboundSettings> present)
      throws MalformedException {
    if (!RequestHead.mayBeginWith(first)) {
      throw new MalformedException(
          first == TLS_HANDSHAKE
              ? "TLS, which this listener does not speak"
              : "no protocol of a proxy begins with byte " + first);
    }
    return http(client, present);
  }

  private static Handshake http(Connection client, Supplier<InboundSettings> present) {
    return new HttpHandshake(client, present);
  }
}
