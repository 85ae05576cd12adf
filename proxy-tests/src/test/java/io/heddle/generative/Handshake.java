package io.heddle.generative;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.generative.Conversation.TunnelProtocol;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Handshakes of clients, written independently of those of the proxy.
final class Handshake {
  private Handshake() {}

  /// Messages of the client. It may wait for a reply to each.
  static List<String> messages(TunnelProtocol protocol, Gate gate, Endpoint target) {
    boolean user = gate == Gate.USERS;
    return switch (protocol) {
      case SOCKS4 -> List.of("\u0004\u0001" + port(target) + ip(target.host()) + "id\u0000");
      case SOCKS4A ->
          List.of("\u0004\u0001" + port(target) + "\0\0\0\1id\0" + target.host() + "\0");
      case SOCKS5 -> {
        String request = "\u0005\u0001\u0000" + address(target.host()) + port(target);
        yield user
            ? List.of("\u0005\u0001\u0002", "\u0001\u0002me\u0006secret", request)
            : List.of("\u0005\u0001\u0000", request);
      }
      case CONNECT ->
          List.of(
              "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + login(gate) + "\r\n");
    };
  }

  /// Field line with the credentials, if the listener wants some.
  static String login(Gate gate) {
    String token =
        Base64.getEncoder().encodeToString(Gate.CREDENTIALS.getBytes(StandardCharsets.ISO_8859_1));
    return gate == Gate.USERS ? "Proxy-Authorization: Basic " + token + "\r\n" : "";
  }

  private static String port(Endpoint target) {
    return "" + (char) (target.port() >> 8) + (char) (target.port() & 0xff);
  }

  private static String address(Host host) {
    return host instanceof Host.Ip
        ? "\u0001" + ip(host)
        : "\u0003" + (char) host.toString().length() + host;
  }

  private static String ip(Host host) {
    byte[] bytes = ((Host.Ip) host).address().getAddress();
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /// Reads the reply to the request.
  ///
  /// @throws EOFException if there is none
  static boolean isGranted(TunnelProtocol protocol, InputStream in) throws IOException {
    return switch (protocol) {
      case SOCKS4, SOCKS4A -> bytes(in, 8)[1] == 0x5a;
      case SOCKS5 -> {
        byte[] start = bytes(in, 4);
        bytes(in, start[3] == 1 ? 6 : 18);
        yield start[1] == 0;
      }
      case CONNECT -> {
        String head = MessageReader.readHead(in);
        yield head.startsWith("HTTP/1.1 200 ");
      }
    };
  }

  private static byte[] bytes(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("after " + bytes.length + " bytes");
    }
    return bytes;
  }
}
