package io.heddle.address;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.Function;

/// Host of an address as its sender wrote it: an IP address, or a name not yet resolved.
public sealed interface Host {

  /// Parses an IPv6 literal, with or without brackets, an IPv4 literal in any form that resolvers read
  /// (POSIX `inet_addr`: `127.1`, `0x7f.1`, `0177.0.0.1`), or a name of letters, digits, `-` and `_`. An
  /// internationalised name is converted to its ASCII form (RFC 5890).
  ///
  /// @throws IllegalArgumentException if the text is not a host; the message says why
  static Host parse(String text) {
    Host host = parseAnyName(text);
    return host instanceof Name name ? name.requireHostName(text) : host;
  }

  /// The same with all characters in names that [Name] can have: which of them a name may have is up
  /// to the resolver or the upstream (RFC 2181 §11).
  ///
  /// @throws IllegalArgumentException if the text is not a host; the message says why
  static Host parseAnyName(String text) {
    if (text.startsWith("[")) {
      if (!text.endsWith("]") || text.indexOf(':') < 0) {
        throw new IllegalArgumentException(
            QuotedText.of(text) + " is not an IPv6 address in brackets");
      }
      return Ip.parse(text.substring(1, text.length() - 1));
    }
    if (text.indexOf(':') >= 0) {
      return Ip.parse(text);
    }
    return NameSyntax.endsInNumber(text)
        ? Ip.parse(text, Inet4Address::ofPosixLiteral)
        : Name.parseAny(text);
  }

  /// Text of this host in a URI (RFC 3986 §3.2.2): an IPv6 address in brackets, any other host as it
  /// is.
  String uriHost();

  /// Whether this host is the local machine without any lookup: a loopback address,
  /// `localhost` or a name below it (RFC 6761 §6.3).
  boolean isLoopback();

  /// IP address in the one form that rules and comparisons know, see [#canonical].
  record Ip(InetAddress address) implements Host {
    public static final Ip ANY_V4 = of(new byte[4]);

    public Ip {
      address = canonical(address);
    }

    /// The form that stands for all forms of an address, so that none bypasses a rule on another:
    /// IPv4 for an IPv4-mapped IPv6 address, and a zone only where the address has no meaning
    /// without it (RFC 4007 §6). The JDK converts literals and bytes, but not the answers of a DNS
    /// server; systems ignore the zone of a global address.
    public static InetAddress canonical(InetAddress address) {
      if (!(address instanceof Inet6Address v6)) {
        return address;
      }
      boolean needsZone = v6.isLinkLocalAddress() || v6.isMulticastAddress();
      boolean hasZone = v6.getScopeId() != 0 || v6.getScopedInterface() != null;
      return isMapped(v6.getAddress()) || (hasZone && !needsZone)
          ? ofBytes(v6.getAddress())
          : address;
    }

    /// Creates an address from 4 or 16 bytes in network order.
    ///
    /// @throws IllegalArgumentException for any other number of bytes
    public static Ip of(byte[] bytes) {
      return new Ip(ofBytes(bytes));
    }

    private static InetAddress ofBytes(byte[] bytes) {
      try {
        return InetAddress.getByAddress(bytes);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(bytes.length + " bytes are no IP address", e);
      }
    }

    /// Parses an address in a form that all programs read alike: no part has leading zeros.
    ///
    /// @throws IllegalArgumentException for any other text
    public static Ip parse(String literal) {
      // InetAddress.ofLiteral would accept brackets, and read 010 as ten.
      if (literal.startsWith("[") || NameSyntax.hasLeadingZero(literal)) {
        throw new IllegalArgumentException(QuotedText.of(literal) + " is not an IP address");
      }
      return parse(literal, InetAddress::ofLiteral);
    }

    private static Ip parse(String literal, Function<String, InetAddress> parser) {
      try {
        return new Ip(parser.apply(literal));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(QuotedText.of(literal) + " is not an IP address", e);
      }
    }

    private static boolean isMapped(byte[] ip) {
      ByteBuffer bytes = ByteBuffer.wrap(ip);
      return bytes.getLong(0) == 0 && bytes.getInt(8) == 0xffff;
    }

    @Override
    public String uriHost() {
      return address instanceof Inet6Address ? "[" + this + "]" : toString();
    }

    @Override
    public boolean isLoopback() {
      return address.isLoopbackAddress();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Ip that && address.equals(that.address);
    }

    @Override
    public int hashCode() {
      return address.hashCode();
    }

    @Override
    public String toString() {
      return address instanceof Inet6Address v6 ? Inet6Text.of(v6) : address.getHostAddress();
    }
  }

  /// DNS name in ASCII and lower case, without the final dot (RFC 1123 §2.1). Its labels have 1 to 63
  /// of the characters of `reg-name` (RFC 3986 §3.2.2) but `%`: DNS allows more, but those would have
  /// a meaning of their own in a URI, in HTTP or in a log.
  record Name(String text) implements Host {
    public Name {
      if (!NameSyntax.isValid(text)) {
        throw new IllegalArgumentException(QuotedText.of(text) + " is not a host name");
      }
      if (NameSyntax.endsInNumber(text)) {
        throw new IllegalArgumentException(
            QuotedText.of(text) + " is neither a host name nor an IP address");
      }
    }

    /// Parses a name of letters, digits, `-` and `_`.
    ///
    /// @throws IllegalArgumentException if it is none; the message says why
    static Name parse(String text) {
      return parseAny(text).requireHostName(text);
    }

    private static Name parseAny(String text) {
      String ascii = NameSyntax.toAscii(text);
      String relative = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
      return new Name(relative.toLowerCase(Locale.ROOT));
    }

    /// This name, if it has letters, digits, `-` and `_` alone.
    private Name requireHostName(String original) {
      if (!NameSyntax.isHostName(text)) {
        throw new IllegalArgumentException(QuotedText.of(original) + " is not a host name");
      }
      return this;
    }

    @Override
    public String uriHost() {
      return text;
    }

    @Override
    public boolean isLoopback() {
      return text.equals("localhost") || text.endsWith(".localhost");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Name that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
