package io.heddle.http1;

import io.heddle.wire.MalformedException;

/// One field line (RFC 9112 §5), a byte a character (ISO 8859-1).
///
///     name ":" OWS value OWS CRLF
///
/// @param name a token, in the sender's spelling; compared without case
/// @param value without the white space around it; no control bytes but tab
public record HttpField(String name, String value) {

  public HttpField {
    if (!HttpSyntax.isToken(name)) {
      throw new IllegalArgumentException("a field name is a token");
    }
    if (!HttpSyntax.isFieldValue(value)) {
      throw new IllegalArgumentException("a control byte in the value of field " + name);
    }
  }

  /// Whether this field has that name.
  public boolean hasName(String otherName) {
    return name.equalsIgnoreCase(otherName);
  }

  static HttpField parse(String line) throws MalformedException {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw new MalformedException("a field line without a colon");
    }
    try {
      return new HttpField(line.substring(0, colon), HttpSyntax.trim(line.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }
}
