package io.heddle.logging;

/// Builder of one JSON object without line breaks (RFC 8259).
///
///     {"time":"2026-01-01T12:00:00Z","status":200}
///
/// Everything else in JSON is written by Jackson. A line of the log is not: it would load the classes of
/// Jackson in each proxy that logs, and a terminal must show it as it is, so characters that are neither
/// letters nor digits nor ASCII are escaped, such as those that turn the direction of text.
final class JsonLine {
  private final StringBuilder members = new StringBuilder(256);

  /// Adds a member.
  JsonLine text(String name, String value) {
    appendName(name).append('"');
    value.chars().forEach(this::appendEscaped);
    members.append('"');
    return this;
  }

  /// Adds a member if it says anything.
  JsonLine textIfAny(String name, String value) {
    return value.isEmpty() ? this : text(name, value);
  }

  /// Adds a member.
  JsonLine number(String name, long value) {
    appendName(name).append(value);
    return this;
  }

  /// Adds the members of another object.
  ///
  /// @param other result of [#members]
  JsonLine all(String other) {
    if (!members.isEmpty()) {
      members.append(',');
    }
    members.append(other);
    return this;
  }

  private StringBuilder appendName(String name) {
    if (!members.isEmpty()) {
      members.append(',');
    }
    return members.append('"').append(name).append("\":");
  }

  private void appendEscaped(int c) {
    switch (c) {
      case '"', '\\' -> members.append('\\').append((char) c);
      case '\n' -> members.append("\\n");
      case '\t' -> members.append("\\t");
      default -> {
        if (c < 0x20 || (c > '~' && !Character.isLetterOrDigit(c))) {
          members.append("\\u%04x".formatted(c));
        } else {
          members.append((char) c);
        }
      }
    }
  }

  /// The members without the braces.
  String members() {
    return members.toString();
  }

  /// The object.
  @Override
  public String toString() {
    return "{" + members + "}";
  }
}
