package io.heddle.generative;

import io.heddle.support.Peer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Request to an upstream proxy.
sealed interface UpstreamRequest {

  /// Request for a tunnel.
  record Tunnel(int exchange) implements UpstreamRequest {}

  /// HTTP request to be forwarded.
  record Forwarded(String head) implements UpstreamRequest {}

  /// Reads a request, and replies to what comes before it.
  static UpstreamRequest read(UpstreamKind kind, Peer peer, InputStream in) throws IOException {
    return switch (kind) {
      case HTTP -> {
        String head = MessageReader.readHead(in);
        yield head.startsWith("CONNECT ")
            ? new Tunnel(UpstreamKind.exchange(head.substring("CONNECT ".length())))
            : new Forwarded(head);
      }
      case SOCKS5 -> {
        bytes(in, bytes(in, 2).charAt(1));
        peer.sends("05 00");
        // VER, CMD, RSV, ATYP 3, the name with its length, the port.
        String name = bytes(in, bytes(in, 5).charAt(4));
        bytes(in, 2);
        yield new Tunnel(UpstreamKind.exchange(name));
      }
      case SOCKS4A -> {
        bytes(in, 8);
        zeroTerminated(in);
        yield new Tunnel(UpstreamKind.exchange(zeroTerminated(in)));
      }
    };
  }

  private static String bytes(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String zeroTerminated(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String next = bytes(in, 1); !next.equals("\u0000"); next = bytes(in, 1)) {
      text.append(next);
    }
    return text.toString();
  }
}
