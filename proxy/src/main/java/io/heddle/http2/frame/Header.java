package io.heddle.http2.frame;

/// HttpField line of a field section (RFC 9113 §8.2). One byte is one character (ISO 8859-1). Names and
/// values are not checked here, since the rules depend on the message.
///
/// @param name as received; that of a pseudo-header field begins with a colon
public record Header(String name, String value) {
  /// Bytes that each line counts in addition to its characters (§6.5.2).
  private static final int OVERHEAD = 32;

  /// Size of the line as SETTINGS_MAX_HEADER_LIST_SIZE counts it (§6.5.2).
  public int size() {
    return name.length() + value.length() + OVERHEAD;
  }
}
