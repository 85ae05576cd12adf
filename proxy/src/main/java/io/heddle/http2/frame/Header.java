package io.heddle.http2.frame;

/// One line of a header section (RFC 9113 §8.2), a byte a character (ISO 8859-1), not interpreted
/// here: what a line may be depends on the message.
///
/// @param name as it came; a pseudo-header field begins with a colon
public record Header(String name, String value) {
  /// What each line counts for besides its characters (§6.5.2).
  private static final int OVERHEAD = 32;

  /// What it counts for in a limit on header lists.
  public int size() {
    return name.length() + value.length() + OVERHEAD;
  }
}
