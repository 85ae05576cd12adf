package io.heddle.address;

/// Host and port: the target of a request, or one end of a TCP or UDP socket.
///
/// @param host IP address or name
/// @param port 0 to 65535; 0 lets a listener choose a free port, and is invalid as a target
public record Endpoint(Host host, int port) implements Address {
  /// `0.0.0.0:0`, the address in SOCKS replies that have none to report.
  public static final Endpoint UNSPECIFIED = new Endpoint(Host.Ip.ANY_V4, 0);

  public Endpoint {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not in 0 to 65535");
    }
  }

  /// Parses `host:port`. An IPv6 address must be in brackets: without them, the last colon could
  /// belong to the address or precede a port.
  ///
  /// @throws IllegalArgumentException if the text is not of this form; the message says why
  public static Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0 || text.endsWith("]")) {
      throw new IllegalArgumentException("no port in " + QuotedText.of(text));
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[");
    if (bracketed && !host.endsWith("]")) {
      throw new IllegalArgumentException("no ] before the port in " + QuotedText.of(text));
    }
    if (!bracketed && host.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "an IPv6 address needs brackets before the port: " + QuotedText.of(text));
    }
    return new Endpoint(Host.parse(host), parsePort(text.substring(colon + 1)));
  }

  /// Parses a decimal port of one to five digits, without sign or space.
  ///
  /// @throws IllegalArgumentException for any other text, and for more than 65535
  public static int parsePort(String digits) {
    if (digits.isEmpty()
        || digits.length() > 5
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException(QuotedText.of(digits) + " is not a port");
    }
    int port = Integer.parseInt(digits);
    if (port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not in 0 to 65535");
    }
    return port;
  }

  @Override
  public boolean isLoopback() {
    return host.isLoopback();
  }

  // Explicit here and in Host: the JDK makes a record's equals and hashCode at their first use,
  // which
  // would lengthen every start of the program.
  @Override
  public boolean equals(Object other) {
    return other instanceof Endpoint that && port == that.port && host.equals(that.host);
  }

  @Override
  public int hashCode() {
    return 31 * host.hashCode() + port;
  }

  /// The authority of a URI, without the port if it is the default of the scheme (RFC 3986 §3.2.3).
  public String uriAuthority(int defaultPort) {
    return port == defaultPort ? host.uriHost() : toString();
  }

  @Override
  public String toString() {
    return host.uriHost() + ":" + port;
  }
}
