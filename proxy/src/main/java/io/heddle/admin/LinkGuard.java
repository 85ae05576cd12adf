package io.heddle.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;

/// Guard before handlers that only the holder of a secret link may use: other users of the machine can
/// reach the same port. The link is exchanged for a cookie at its first use, so that the secret stays
/// in no address bar. A browser sends cookies of one port to all ports of a host, so their names
/// differ by port.
///
/// @param cookie the name of the cookie
public record LinkGuard(String secret, String cookie, AdminHandler handler)
    implements AdminHandler {
  private static final String KEY = "key";

  /// The path and the query of the link.
  public String link() {
    return "/?" + KEY + "=" + secret;
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    if (hasCookie(request)) {
      return handler.handle(request);
    }
    return request.method().equals("GET") && key(request).filter(this::isSecret).isPresent()
        ? AdminResponse.text(303, "")
            .with("Location", "/")
            .with("Set-Cookie", cookie + "=" + secret + "; Path=/; HttpOnly; SameSite=Lax")
        : AdminResponse.text(401, "open the link that heddle page prints");
  }

  private static Optional<String> key(AdminRequest request) {
    try {
      return request.parameter(KEY);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean hasCookie(AdminRequest request) {
    return request.fields().values("Cookie").stream()
        .flatMap(line -> Stream.of(line.split(";", -1)))
        .map(String::strip)
        .filter(pair -> pair.startsWith(cookie + "="))
        .anyMatch(pair -> isSecret(pair.substring(cookie.length() + 1)));
  }

  private boolean isSecret(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }
}
