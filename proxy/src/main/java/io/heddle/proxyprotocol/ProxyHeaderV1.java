package io.heddle.proxyprotocol;

import io.heddle.address.AddressFamily;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.proxyprotocol.ProxyHeader.Local;
import io.heddle.proxyprotocol.ProxyHeader.Proxied;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// PROXY header of version 1, a line of text of at most 107 bytes (§2.1).
///
///     PROXY TCP4 192.0.2.1 198.51.100.1 56324 443 CR LF
///     PROXY TCP6 2001:db8::1 2001:db8::2 56324 443 CR LF
///     PROXY UNKNOWN CR LF              any text between UNKNOWN and CR is ignored
public final class ProxyHeaderV1 {
  static final int FIRST_BYTE = 'P';

  private static final String UNKNOWN = "PROXY UNKNOWN";
  private static final int MAX_BEFORE_LF = 106;
  private static final String MAPPED = "::ffff:";

  private ProxyHeaderV1() {}

  public static ProxyHeader read(ByteReader in) throws IOException, MalformedException {
    String line = new String(in.until((byte) '\n', MAX_BEFORE_LF), StandardCharsets.ISO_8859_1);
    if (!line.endsWith("\r")) {
      throw new MalformedException("a PROXY header must end with CR LF");
    }
    String[] words = line.substring(0, line.length() - 1).split(" ", -1);
    if (words.length > 1 && (words[0] + " " + words[1]).equals(UNKNOWN)) {
      return new Local();
    }
    if (words.length != 6 || !words[0].equals("PROXY")) {
      throw new MalformedException("not a PROXY header");
    }
    return switch (words[1]) {
      case "TCP4" -> proxied(words, AddressFamily.IPV4);
      case "TCP6" -> proxied(words, AddressFamily.IPV6);
      default -> throw new MalformedException("not a PROXY header of TCP");
    };
  }

  private static Proxied proxied(String[] words, AddressFamily family) throws MalformedException {
    try {
      return new Proxied(
          endpoint(words[2], words[4], family), endpoint(words[3], words[5], family));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("a PROXY header with a bad address: " + e.getMessage());
    }
  }

  private static Endpoint endpoint(String ip, String port, AddressFamily family) {
    if (!isOfFamily(ip, family)) {
      throw new IllegalArgumentException("\"" + ip + "\" is no address of that family");
    }
    if (port.length() > 1 && port.startsWith("0")) {
      throw new IllegalArgumentException("\"" + port + "\" begins with 0");
    }
    return new Endpoint(Host.Ip.parse(ip), Endpoint.parsePort(port));
  }

  /// Whether a text has the characters of an address in dotted decimal or of an IPv6 address: the
  /// address parser accepts names, zones and shorter forms too.
  private static boolean isOfFamily(String text, AddressFamily family) {
    return switch (family) {
      case IPV4 ->
          text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))
              && text.chars().filter(c -> c == '.').count() == 3;
      case IPV6 ->
          text.chars()
                  .allMatch(c -> c == '.' || c == ':' || (c < 128 && Character.digit(c, 16) >= 0))
              && text.indexOf(':') >= 0;
    };
  }

  public static void write(ProxyHeader header, ByteWriter out) {
    out.latin1(
        (header instanceof Proxied relayed
                ? "PROXY %s %s %s %d %d"
                    .formatted(
                        relayed.isIpv4() ? "TCP4" : "TCP6",
                        text(relayed, relayed.source()),
                        text(relayed, relayed.destination()),
                        relayed.source().port(),
                        relayed.destination().port())
                : UNKNOWN)
            + "\r\n");
  }

  private static String text(Proxied header, Endpoint end) {
    boolean mapped = !header.isIpv4() && ProxyHeader.ip(end).length == 4;
    return mapped ? MAPPED + end.host() : end.host().toString();
  }
}
