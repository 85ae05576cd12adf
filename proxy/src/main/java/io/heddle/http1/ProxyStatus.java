package io.heddle.http1;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a proxy says of its failure in the field `Proxy-Status` (RFC 9209 §2), as much of it as
/// matters to the next proxy.
///
///     Proxy-Status: nearest-to-target; error=connection_refused; details="…", nearest-to-us
///
/// @param error an error type of RFC 9209 §2.3
/// @param details for a person
public record ProxyStatus(String error, Optional<String> details) {
  /// A parameter of a structured field (RFC 9651 §3.1.2): `;name=token` or `;name="string"`.
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\G[ \\t]*;[ \\t]*(?<name>[a-z*][a-z0-9_.*-]*)"
              + "(?:=(?:\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"|(?<token>[^\",; \\t]+)))?");

  private static final Pattern MEMBER =
      Pattern.compile("\\G[ \\t,]*(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\",; \\t]+)");

  /// The error that happened nearest to the target: the first there is. None in a field that is not
  /// well formed.
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
