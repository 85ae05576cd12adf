package io.heddle.admin;

import io.heddle.http1.HttpFields;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Stands before resources on a port, which web pages of others can make a browser ask for, too:
///
/// - Who gives a name of theirs our address (DNS rebinding) comes with that name in `Host`. Without
///   a password, only addresses and `localhost` are taken there. With one, any name is, since a
///   browser does not send the password to a name that it was not typed in for.
/// - Who asks from another page (cross-site request) comes with its `Origin` or `Sec-Fetch-Site`.
public final class RequestGuard implements AdminHandler {
  private static final Set<String> OPEN_TO_ALL = Set.of("/healthz", "/readyz", "/proxy.pac");
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final Optional<String> password;
  private final AdminHandler resource;

  /// @param password of visitors, if they need one
  public RequestGuard(Optional<String> password, AdminHandler resource) {
    this.password = password;
    this.resource = resource;
  }

  @Override
  public AdminResponse answer(AdminRequest request) {
    if (request.fields().values("Host").size() != 1) {
      return AdminResponse.text(400, "one Host, please");
    }
    String host = request.fields().firstValue("Host").orElseThrow();
    if (password.isEmpty() && !isOurs(host)) {
      return AdminResponse.text(421, "this is not " + host + "; ask by address, or for localhost");
    }
    if (isOfAnotherSite(request, host)) {
      return AdminResponse.text(403, "not from another site");
    }
    if (password.isPresent()
        && !OPEN_TO_ALL.contains(request.path())
        && !knows(request.fields(), password.get())) {
      return AdminResponse.text(401, "a password is needed")
          .with("WWW-Authenticate", "Basic realm=\"heddle\", charset=\"UTF-8\"");
    }
    return resource.answer(request);
  }

  /// An address, or `localhost`, with or without a port: nobody else can have a page of that name.
  private static boolean isOurs(String host) {
    String name = host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.matches("\\d{1,3}(\\.\\d{1,3}){3}")
        || name.matches("\\[[0-9a-f:.]+\\]");
  }

  /// A link to the page may be anywhere; what the page itself needs is asked for by it alone.
  private static boolean isOfAnotherSite(AdminRequest request, String host) {
    HttpFields fields = request.fields();
    String site = fields.firstValue("Sec-Fetch-Site").orElse("none");
    boolean navigates =
        READING.contains(request.method())
            && fields.firstValue("Sec-Fetch-Mode").equals(Optional.of("navigate"))
            && fields.firstValue("Sec-Fetch-Dest").equals(Optional.of("document"));
    boolean other = !site.equals("same-origin") && !site.equals("none") && !navigates;
    return other
        || fields.values("Origin").stream()
            .anyMatch(origin -> !origin.equalsIgnoreCase("http://" + host));
  }

  private static boolean knows(HttpFields fields, String password) {
    return fields
        .firstValue("Authorization")
        .filter(value -> value.regionMatches(true, 0, "Basic ", 0, 6))
        .map(value -> given(value.substring(6).strip()))
        .filter(given ->
            MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8)))
        .isPresent();
  }

  /// What stands after the user name.
  private static String given(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
