package io.heddle.address;

/// Range of ports, both ends included.
///
/// Written as: `40000-40100`, or `53` for a single port.
///
/// @param first 1 to 65535
/// @param last `first` to 65535
public record PortRange(int first, int last) {

  public PortRange {
    if (first < 1 || last > 65535) {
      String ports = first == last ? "port " + first : first + "-" + last;
      throw new IllegalArgumentException(ports + " is not within 1-65535");
    }
    if (first > last) {
      throw new IllegalArgumentException(first + "-" + last + " ends before it begins");
    }
  }

  /// Parses the text form above.
  ///
  /// @throws IllegalArgumentException if the text is not a range; the message says why
  public static PortRange parse(String text) {
    int hyphen = text.indexOf('-');
    if (hyphen < 0) {
      int port = port(text);
      return new PortRange(port, port);
    }
    return new PortRange(port(text.substring(0, hyphen)), port(text.substring(hyphen + 1)));
  }

  /// A number that may be too large, which the constructor says: 0 is a port elsewhere, but not here.
  private static int port(String digits) {
    boolean number = digits.length() == 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Integer.parseInt(digits) : Endpoint.parsePort(digits);
  }

  /// Number of ports.
  public int size() {
    return last - first + 1;
  }

  // Written out: the generated ones make the JVM spin classes during the start, which takes time.
  @Override
  public boolean equals(Object object) {
    return object instanceof PortRange other && first == other.first && last == other.last;
  }

  @Override
  public int hashCode() {
    return 31 * first + last;
  }

  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
