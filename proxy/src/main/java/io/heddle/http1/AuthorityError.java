package io.heddle.http1;

/// Message about an authority that is not valid. It goes to the log, so it must not quote what may be a
/// password: `CONNECT me:secret@host:443`, or `http://me:secret` without a host.
public final class AuthorityError {
  private AuthorityError() {}

  /// The reason as it is if the authority looks like an address with a port, else without its text.
  public static String message(String authority, IllegalArgumentException reason) {
    return authority.chars().allMatch(AuthorityError::isInAddress)
        ? reason.getMessage()
        : "its host or port is not valid";
  }

  private static boolean isInAddress(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'f')
        || (c >= 'A' && c <= 'F')
        || c == ':'
        || c == '.'
        || c == '['
        || c == ']';
  }
}
