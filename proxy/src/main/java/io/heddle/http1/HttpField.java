package io.heddle.http1;

import io.heddle.wire.MalformedException;

/// Field line (RFC 9112 §5) in ISO 8859-1, one byte for each character.
///
///     name ":" OWS value OWS CRLF
///
/// @param name token in the sender's spelling; compared case-insensitively
/// @param value value without surrounding white space, and without control bytes except tab
public record HttpField(String name, String value) {

  public HttpField {
    if (!HttpSyntax.isToken(name)) {
      throw new IllegalArgumentException("a field name is a token");
    }
    if (!HttpSyntax.isFieldValue(value)) {
      throw new IllegalArgumentException("a control byte in the value of field " + name);
    }
  }

  /// Whether this field has the name `otherName`, case-insensitively.
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
