package io.heddle.cli.env;

import io.heddle.address.Address;
import io.heddle.admin.AdminHandler;
import io.heddle.admin.AdminRequest;
import io.heddle.admin.AdminResponse;
import io.heddle.app.AppException;
import io.heddle.app.RunningServer;
import io.heddle.http1.HttpFields;
import io.heddle.server.OpenListener;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Host of proxy addresses in the running proxy, for `heddle env`: it knows the real ports. The body
/// of a response has two lines, the URL for HTTP, and that for SOCKS, which may be empty. They contain
/// the password of the user that the request names, so the control socket alone has this handler.
public record EnvHost(RunningServer running) implements AdminHandler {
  static final String METHOD = "POST";
  static final String PATH = "/env";

  /// The route of this handler.
  public static final String ROUTE = METHOD + " " + PATH;

  private static final String USER = "User";

  /// The fields of a request.
  static HttpFields requestFields(Optional<String> user) {
    return user.map(name -> HttpFields.of(USER, URLEncoder.encode(name, StandardCharsets.UTF_8)))
        .orElse(HttpFields.NONE);
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    try {
      Optional<String> user =
          request
              .fields()
              .firstValue(USER)
              .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8));
      List<OpenListener> listeners = running.server().listeners();
      ProxyAddress address =
          ProxyAddress.of(running.config(), configured -> real(listeners, configured), user);
      return AdminResponse.text(200, address.url() + "\n" + address.socksUrl().orElse("") + "\n");
    } catch (AppException | IllegalArgumentException e) {
      return AdminResponse.text(422, e.getMessage());
    }
  }

  private static Address real(List<OpenListener> listeners, Address configured) {
    return listeners.stream()
        .filter(one -> one.configured().equals(configured))
        .findFirst()
        .map(OpenListener::address)
        .orElse(configured);
  }
}
