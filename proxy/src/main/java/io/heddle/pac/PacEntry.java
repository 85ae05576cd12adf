package io.heddle.pac;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Entry of an answer: a way to the target.
///
/// Written as: `DIRECT`, or a protocol and an address, `PROXY proxy.example:8080`.
///
/// @param address of the proxy; empty for [Protocol#DIRECT] alone
public record PacEntry(Protocol protocol, Optional<Endpoint> address) {
  /// To the target itself.
  public static final PacEntry DIRECT = new PacEntry(Protocol.DIRECT, Optional.empty());

  public PacEntry {
    if (address.isPresent() == (protocol == Protocol.DIRECT)) {
      throw new IllegalArgumentException(protocol + " with the address " + address);
    }
  }

  /// Protocol of a proxy.
  public enum Protocol {
    DIRECT(0),
    PROXY(80, "HTTP"),
    HTTPS(443),
    /// Browsers take `SOCKS` for version 4, as the first of them did.
    SOCKS4(1080, "SOCKS"),
    SOCKS5(1080);

    private final int defaultPort;
    private final String otherWord;

    Protocol(int defaultPort) {
      this(defaultPort, "");
    }

    Protocol(int defaultPort, String otherWord) {
      this.defaultPort = defaultPort;
      this.otherWord = otherWord;
    }

    private static Optional<Protocol> of(String word) {
      String upper = word.toUpperCase(Locale.ROOT);
      for (Protocol protocol : values()) {
        if (protocol.name().equals(upper) || upper.equals(protocol.otherWord)) {
          return Optional.of(protocol);
        }
      }
      return Optional.empty();
    }
  }

  /// Parses an entry. The protocol may be in any case; the port may be missing.
  ///
  /// @return empty if the text is no entry
  static Optional<PacEntry> parse(String text) {
    List<String> words = PacAnswer.words(text);
    if (words.isEmpty() || words.size() > 2) {
      return Optional.empty();
    }
    Optional<Protocol> protocol = Protocol.of(words.getFirst());
    if (protocol.isEmpty() || words.size() == 1) {
      return protocol.filter(Protocol.DIRECT::equals).map(_ -> DIRECT);
    }
    return protocol.get() == Protocol.DIRECT
        ? Optional.empty()
        : endpoint(words.get(1), protocol.get().defaultPort)
            .map(address -> new PacEntry(protocol.get(), Optional.of(address)));
  }

  private static Optional<Endpoint> endpoint(String text, int defaultPort) {
    try {
      boolean hasPort = text.lastIndexOf(':') > text.lastIndexOf(']') && !isBareIpv6(text);
      Endpoint endpoint =
          hasPort ? Endpoint.parse(text) : new Endpoint(Host.parse(text), defaultPort);
      return endpoint.port() == 0 ? Optional.empty() : Optional.of(endpoint);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isBareIpv6(String text) {
    return text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
  }

  // Explicit, as in Endpoint: the JDK makes those of a record at their first use.
  @Override
  public boolean equals(Object other) {
    return other instanceof PacEntry that
        && protocol == that.protocol
        && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return 31 * protocol.hashCode() + address.hashCode();
  }

  /// The proxy as a URL; without the protocol if it is [Protocol#PROXY].
  public String url() {
    String scheme =
        protocol == Protocol.PROXY ? "" : protocol.name().toLowerCase(Locale.ROOT) + "://";
    return scheme + address.map(Endpoint::toString).orElse("");
  }

  @Override
  public String toString() {
    return address.map(proxy -> protocol + " " + proxy).orElse(protocol.toString());
  }
}
