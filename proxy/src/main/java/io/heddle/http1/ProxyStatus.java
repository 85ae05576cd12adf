package io.heddle.http1;

import java.util.Optional;

/// Error of an upstream proxy in the field `Proxy-Status` (RFC 9209 §2), reduced to the parameters
/// that we use.
///
///     Proxy-Status: nearest-to-target; error=connection_refused; details="…", nearest-to-us
///
/// @param error error type of RFC 9209 §2.3
/// @param details description for people
public record ProxyStatus(String error, Optional<String> details) {

  /// Parses the first error in the field, which is the one nearest to the target. Empty if the field
  /// has no error or is not well-formed before it.
  public static Optional<ProxyStatus> parse(String value) {
    return new Parser(value).firstError();
  }

  /// Parser of a list of a structured field (RFC 9651 §4.2.1), which reads each character once.
  ///
  ///     member     ( token or "string" ) *( ";" parameter )
  ///     parameter  name [ "=" ( token or "string" ) ]
  private static final class Parser {
    private final String text;
    private int position;

    Parser(String text) {
      this.text = text;
    }

    Optional<ProxyStatus> firstError() {
      Optional<ProxyStatus> found = Optional.empty();
      while (found.isEmpty()) {
        skip(" \t,");
        if (item().isEmpty()) {
          break;
        }
        found = errorOfMember();
      }
      return found;
    }

    private Optional<ProxyStatus> errorOfMember() {
      Optional<String> error = Optional.empty();
      Optional<String> details = Optional.empty();
      while (skipTo(';')) {
        String name = token();
        Optional<String> value = skipTo('=') ? item() : Optional.empty();
        switch (name) {
          case "error" -> error = value;
          case "details" -> details = value;
          default -> {}
        }
      }
      Optional<String> description = details;
      return error.map(type -> new ProxyStatus(type, description));
    }

    /// Skips white space and `expected`, if it follows.
    private boolean skipTo(char expected) {
      skip(" \t");
      if (position == text.length() || text.charAt(position) != expected) {
        return false;
      }
      position++;
      skip(" \t");
      return true;
    }

    private void skip(String characters) {
      while (position < text.length() && characters.indexOf(text.charAt(position)) >= 0) {
        position++;
      }
    }

    /// A string or token; empty if neither follows, or the string has no end.
    private Optional<String> item() {
      if (position < text.length() && text.charAt(position) == '"') {
        return string();
      }
      return Optional.of(token()).filter(token -> !token.isEmpty());
    }

    private String token() {
      int start = position;
      while (position < text.length() && "\",;= \t".indexOf(text.charAt(position)) < 0) {
        position++;
      }
      return text.substring(start, position);
    }

    private Optional<String> string() {
      StringBuilder content = new StringBuilder();
      for (int i = position + 1; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '"') {
          position = i + 1;
          return Optional.of(content.toString());
        }
        if (c == '\\' && i + 1 < text.length()) {
          i++;
        }
        content.append(text.charAt(i));
      }
      position = text.length();
      return Optional.empty();
    }
  }
}
