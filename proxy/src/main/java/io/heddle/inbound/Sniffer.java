package io.heddle.inbound;

import io.heddle.http1.RequestHead;
import io.heddle.net.Connection;
import io.heddle.request.InboundProtocol;
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
  /// @param currentSettings what the listener is now, which may change while a connection is kept
  /// @throws MalformedException if the inbound speaks no protocol that begins so
  /// @throws IOException if the client leaves without a byte, or sends none in time
  public static Handshake sniff(Connection client, Supplier<InboundSettings> currentSettings)
      throws IOException, MalformedException {
    client.awaitReadable();
    int first = client.reader().peek();
    if (first < 0) {
      throw new EOFException("the client left without a word");
    }
    return switch (currentSettings.get().protocol()) {
      case MIXED ->
          isSocks(first)
              ? socks(first, client, currentSettings)
              : textProtocol(first, client, currentSettings);
      case SOCKS -> socks(first, client, currentSettings);
      case HTTP -> http(client, currentSettings);
    };
  }

  private static boolean isSocks(int first) {
    return first == Socks4Request.VERSION || first == Socks5.VERSION;
  }

  private static Handshake socks(
      int first, Connection client, Supplier<InboundSettings> currentSettings)
      throws MalformedException {
    return switch (first) {
      case Socks4Request.VERSION -> new Socks4Handshake(client, currentSettings.get());
      case Socks5.VERSION -> new Socks5Handshake(client, currentSettings.get());
      default ->
          throw new MalformedException(
              "not SOCKS, which " + InboundProtocol.SOCKS + " inbounds speak");
    };
  }

  /// Whoever speaks another protocol does not wait for a line to end, nor do we then.
  private static Handshake textProtocol(
      int first, Connection client, Supplier<InboundSettings> currentSettings)
      throws MalformedException {
    if (!RequestHead.mayBeginWith(first)) {
      throw new MalformedException(
          first == TLS_HANDSHAKE
              ? "TLS, which this listener does not speak"
              : "no protocol of a proxy begins with byte " + first);
    }
    return http(client, currentSettings);
  }

  private static Handshake http(Connection client, Supplier<InboundSettings> currentSettings) {
    return new HttpHandshake(client, currentSettings);
  }
}
