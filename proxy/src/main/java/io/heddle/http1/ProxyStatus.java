package io.heddle.http1;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Error of an upstream proxy in the field `Proxy-Status` (RFC 9209 §2), reduced to the parameters
/// that we use.
///
///     Proxy-Status: nearest-to-target; error=connection_refused; details="…", nearest-to-us
///
/// @param error error type of RFC 9209 §2.3
/// @param details description for people
public record ProxyStatus(String error, Optional<String> details) {
  /// Parameter of a structured field (RFC 9651 §3.1.2): `;name=token` or `;name="string"`.
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\G[ \\t]*;[ \\t]*(?<name>[a-z*][a-z0-9_.*-]*)"
              + "(?:=(?:\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"|(?<token>[^\",; \\t]+)))?");

  private static final Pattern MEMBER =
      Pattern.compile("\\G[ \\t,]*(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\",; \\t]+)");

  /// Parses the first error in the field, which is the one nearest to the target. Empty if the field
  /// has no error or is not well-formed.
  public static Optional<ProxyStatus> parse(String value) {
    Matcher matcher = MEMBER.matcher(value);
    int position = 0;
    while (matcher.usePattern(MEMBER).find(position)) {
      position = matcher.end();
      Optional<String> error = Optional.empty();
      Optional<String> details = Optional.empty();
      matcher.usePattern(PARAMETER);
      while (matcher.find(position)) {
        position = matcher.end();
        switch (matcher.group("name")) {
          case "error" -> error = Optional.ofNullable(matcher.group("token"));
          case "details" -> details = Optional.ofNullable(matcher.group("text"));
          default -> {}
        }
      }
      if (error.isPresent()) {
        return Optional.of(
            new ProxyStatus(error.get(), details.map(text -> text.replaceAll("\\\\(.)", "$1"))));
      }
    }
    return Optional.empty();
  }
}
