package io.heddle.inbound;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Credentials of the Basic authentication scheme (RFC 7617 §2), in UTF-8.
///
///     "Basic" 1*SP base64( user-id ":" password )
record BasicCredentials(String user, String password) {
  private static final String SCHEME = "Basic ";

  /// Parses the value of a `Proxy-Authorization` field. Empty if it has another scheme or is not
  /// well-formed.
  static Optional<BasicCredentials> parse(String value) {
    if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(value.substring(SCHEME.length()).strip());
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded)).toString();
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "BasicCredentials[user=" + user + "]";
  }
}
