package io.heddle.http1;

import io.heddle.wire.MalformedException;

/// One field line (RFC 9112 §5), a byte a character (ISO 8859-1).
///
///     name ":" OWS value OWS CRLF
///
/// @param name a token, in the sender's spelling; compared without case
/// @param value without the white space around it; no control bytes but tab
public record Field(String name, String value) {

  public Field {
    if (!Syntax.isToken(name)) {
      throw new IllegalArgumentException("a field name is a token");
    }
    if (!Syntax.isFieldValue(value)) {
      throw new IllegalArgumentException("a control byte in the value of field " + name);
    }
  }

  /// Whether this field has that name.
  public boolean is(String otherName) {
    return name.equalsIgnoreCase(otherName);
  }

  static Field parse(String line) throws MalformedException {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw new MalformedException("a field line without a colon");
    }
    try {
      return new Field(line.substring(0, colon), Syntax.trim(line.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }
}
