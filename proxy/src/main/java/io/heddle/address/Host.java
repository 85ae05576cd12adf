package io.heddle.address;

import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.regex.Pattern;

/// The host of an address as its sender wrote it: an IP address, or a name that nobody has resolved
/// yet.
public sealed interface Host {

  /// Reads an IPv4 or IPv6 literal (brackets allowed around the latter) or a name, which may be an
  /// internationalised one: it is kept in its ASCII form (RFC 5890).
  ///
  /// @throws IllegalArgumentException saying what is wrong with the text
  static Host parse(String text) {
    if (text.startsWith("[")) {
      if (!text.endsWith("]") || text.indexOf(':') < 0) {
        throw new IllegalArgumentException(
            QuotedText.of(text) + " is not an IPv6 address in brackets");
      }
      return Ip.parse(text.substring(1, text.length() - 1));
    }
    return text.indexOf(':') >= 0 || Name.endsInNumber(text) ? Ip.parse(text) : Name.parse(text);
  }

  /// The text as it stands before `:port`: IPv6 in brackets, all else plain.
  String uriHost();

  /// Whether it is this machine to itself, whatever a resolver says.
  boolean isLoopback();

  /// An IP address. An IPv4 address mapped into IPv6 is the IPv4 address, so that no rule is passed
  /// by writing it so.
  record Ip(InetAddress address) implements Host {
    /// 0.0.0.0
    public static final Ip ANY_V4 = of(new byte[4]);

    /// A part of an IPv4 address, alone or at the end of IPv6, that is octal to some readers and
    /// decimal to others.
    private static final Pattern LEADING_ZERO =
        Pattern.compile("^0[0-9]+$|(^|:)0[0-9]+\\.|\\.0[0-9]");

    public Ip {
      // InetAddress.getByAddress sees to this, but not every Inet6Address comes from there.
      if (address instanceof Inet6Address v6 && isMapped(v6.getAddress())) {
        address = of(v6.getAddress()).address();
      }
    }

    /// The address of 4 or 16 bytes in network order.
    ///
    /// @throws IllegalArgumentException for another number of bytes
    public static Ip of(byte[] bytes) {
      try {
        return new Ip(InetAddress.getByAddress(bytes));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(bytes.length + " bytes are no IP address", e);
      }
    }

    static Ip parse(String literal) {
      // The JDK takes both: brackets, and 010 as ten.
      if (literal.startsWith("[") || LEADING_ZERO.matcher(literal).find()) {
        throw new IllegalArgumentException(QuotedText.of(literal) + " is not an IP address");
      }
      try {
        return new Ip(InetAddress.ofLiteral(literal));
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

  /// A DNS name in ASCII and lower case, without the final dot (RFC 1123 §2.1; underscores are
  /// allowed, as real zones have them).
  record Name(String text) implements Host {
    private static final int MAX_LENGTH = 253;
    private static final Pattern LABELS =
        Pattern.compile(
            "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");

    public Name {
      if (text.length() > MAX_LENGTH || !LABELS.matcher(text).matches()) {
        throw new IllegalArgumentException(QuotedText.of(text) + " is not a host name");
      }
      if (endsInNumber(text)) {
        throw new IllegalArgumentException(
            QuotedText.of(text) + " is neither a host name nor an IP address");
      }
    }

    static Name parse(String text) {
      String ascii = isAscii(text) ? text : toAscii(text);
      String relative = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
      return new Name(relative.toLowerCase(Locale.ROOT));
    }

    private static boolean isAscii(String text) {
      return text.chars().allMatch(c -> c < 128);
    }

    private static String toAscii(String text) {
      // IDN takes quadratic time, and fails with other exceptions than it declares from 1000
      // characters on.
      if (text.length() > MAX_LENGTH + 1) {
        throw new IllegalArgumentException(QuotedText.of(text) + " is not a host name");
      }
      try {
        return IDN.toASCII(text, IDN.ALLOW_UNASSIGNED);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(QuotedText.of(text) + " is not a host name", e);
      }
    }

    /// Whether the last label is a number: then resolvers read the whole as an IPv4 address
    /// (`127.1`, `0x7f.1`), and as a name it would pass rules that speak of addresses.
    static boolean endsInNumber(String text) {
      String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
      String last = name.substring(name.lastIndexOf('.') + 1);
      boolean decimal = !last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9');
      return decimal || (last.regionMatches(true, 0, "0x", 0, 2) && isHex(last.substring(2)));
    }

    private static boolean isHex(String text) {
      return text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }

    @Override
    public String uriHost() {
      return text;
    }

    @Override
    public boolean isLoopback() {
      return text.equals("localhost");
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
