package io.heddle.inbound;

import io.heddle.http1.RequestHead;
import io.heddle.net.Connection;
import io.heddle.request.InboundProtocol;
import io.heddle.socks4.Socks4Request;
import io.heddle.socks5.Socks5;
import io.heddle.wire.MalformedException;
import io.heddle.wire.MessageMemoryQuota;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.Supplier;

/// Protocol detection by the first byte of a connection, which stays unread. SOCKS 4 and 5 begin
/// with bytes 4 and 5, and HTTP messages never do.
public final class Sniffer {
  /// Content type of the TLS record with the ClientHello (RFC 8446 §5.1).
  private static final int TLS_HANDSHAKE = 22;

  private Sniffer() {}

  /// Waits for the client's first byte, and returns the handshake of its protocol.
  ///
  /// @param currentSettings settings of the listener, which may change while the connection is open
  /// @param memory for the heads of HTTP requests
  /// @throws MalformedException if the inbound has no protocol that begins with this byte
  /// @throws IOException if the client closes the connection or sends nothing in time
  public static Handshake sniff(
      Connection client, Supplier<InboundSettings> currentSettings, MessageMemoryQuota memory)
      throws IOException, MalformedException {
    client.awaitReadable();
    int first = client.reader().peek();
    if (first < 0) {
      throw new EOFException("the client closed the connection without sending a byte");
    }
    return switch (currentSettings.get().protocol()) {
      case MIXED ->
          isSocks(first)
              ? socks(first, client, currentSettings)
              : textProtocol(first, client, currentSettings, memory);
      case SOCKS -> socks(first, client, currentSettings);
      case HTTP -> new HttpHandshake(client, currentSettings, memory);
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

  /// Handshake of HTTP if the first byte may begin a request. Other bytes are rejected at once: a
  /// client of another protocol may wait for an answer and never end a line.
  private static Handshake textProtocol(
      int first,
      Connection client,
      Supplier<InboundSettings> currentSettings,
      MessageMemoryQuota memory)
      throws MalformedException {
    if (!RequestHead.mayBeginWith(first)) {
      throw new MalformedException(
          first == TLS_HANDSHAKE
              ? "TLS, which this listener does not speak"
              : "no protocol of a proxy begins with byte " + first);
    }
    return new HttpHandshake(client, currentSettings, memory);
  }
}
