package io.heddle.admin;

import io.heddle.address.Host;
import io.heddle.http1.HttpFields;
import io.heddle.http1.RequestTarget.Authority;
import io.heddle.inbound.LoginThrottle;
import io.heddle.request.RefusedException;
import io.heddle.wire.MalformedException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/// Guard before the handlers of the admin listener, against web pages of others that make a browser
/// send requests to it:
///
/// - DNS rebinding: an attacker's host name resolves to our address, and the name arrives in `Host`.
///   Without a password, only IP addresses and `localhost` are accepted there. With a password every
///   name is, since a browser sends the password only to the name for which it was typed in.
/// - Cross-site requests: the other page shows in `Origin` or `Sec-Fetch-Site`.
public final class RequestGuard implements AdminHandler {
  private static final Set<String> NO_PASSWORD = Set.of("/healthz", "/readyz", "/proxy.pac");
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

  /// Logins that are delayed at one time: fewer than the requests that are served at one time.
  private static final int MAX_DELAYED_LOGINS = 32;

  private final Optional<String> password;
  private final AdminHandler handler;
  private final LoginThrottle throttle = new LoginThrottle(MAX_DELAYED_LOGINS);

  /// @param password that requests must have, if any
  public RequestGuard(Optional<String> password, AdminHandler handler) {
    this.password = password;
    this.handler = handler;
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    if (request.fields().values("Host").size() != 1) {
      return AdminResponse.text(400, "exactly one Host field is required");
    }
    String host = request.fields().firstValue("Host").orElseThrow();
    if (password.isEmpty() && !isLocal(host)) {
      return AdminResponse.text(
          421, host + " is not served here; use an IP address or localhost instead of the name");
    }
    if (isCrossSite(request, host)) {
      return AdminResponse.text(403, "requests from pages of other sites are not allowed");
    }
    try {
      if (password.isPresent()
          && !NO_PASSWORD.contains(request.path())
          && !hasPassword(request, password.get())) {
        return AdminResponse.text(401, "a password is required")
            .with("WWW-Authenticate", "Basic realm=\"heddle\", charset=\"UTF-8\"");
      }
    } catch (RefusedException e) {
      return AdminResponse.text(503, e.getMessage());
    }
    return handler.handle(request);
  }

  /// Whether a host is an IP address or `localhost`, with or without a port. An attacker cannot have
  /// a page of such a name.
  private static boolean isLocal(String host) {
    try {
      return switch (Authority.parse(host).endpoint().host()) {
        // A shorter form, such as 127.1, is written by nobody but an attacker.
        case Host.Ip ip -> host.startsWith("[") || host.startsWith(ip.toString());
        case Host.Name name -> name.isLoopback();
      };
    } catch (MalformedException e) {
      return false;
    }
  }

  /// Whether a page of another site sent the request. Following a link to the status page is
  /// allowed from anywhere; the page's own resources are requested by the page alone.
  private static boolean isCrossSite(AdminRequest request, String host) {
    HttpFields fields = request.fields();
    String site = fields.firstValue("Sec-Fetch-Site").orElse("none");
    boolean navigation =
        SAFE_METHODS.contains(request.method())
            && fields.firstValue("Sec-Fetch-Mode").equals(Optional.of("navigate"))
            && fields.firstValue("Sec-Fetch-Dest").equals(Optional.of("document"));
    boolean other = !site.equals("same-origin") && !site.equals("none") && !navigation;
    return other
        || fields.values("Origin").stream()
            .anyMatch(origin -> !origin.equalsIgnoreCase("http://" + host));
  }

  /// Whether a request has the password. Clients that guess it wait for the answer.
  private boolean hasPassword(AdminRequest request, String expected) throws RefusedException {
    Optional<String> given =
        request
            .fields()
            .firstValue("Authorization")
            .filter(value -> value.regionMatches(true, 0, "Basic ", 0, 6))
            .map(value -> decodedPassword(value.substring(6).strip()));
    try {
      return given.isPresent()
          && throttle.check(request.client().get(), () -> equal(given.get(), expected));
    } catch (ClosedByInterruptException e) {
      return false;
    }
  }

  private static boolean equal(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  /// The password in Basic credentials; any user name is accepted.
  private static String decodedPassword(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
