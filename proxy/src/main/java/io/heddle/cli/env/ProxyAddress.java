package io.heddle.cli.env;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.address.UnixPath;
import io.heddle.address.UnixUser;
import io.heddle.app.AppException;
import io.heddle.config.Config;
import io.heddle.config.InboundConfig;
import io.heddle.config.Secret;
import io.heddle.request.ProxyProtocolMode;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Address of a listener for programs on this machine, with the login of a user.
///
/// @param login `user:password@`, encoded for a URL; empty if the listener has no users
public record ProxyAddress(ListenerKind kind, Endpoint endpoint, String login) {

  /// Kind of a listener by what a program must support to use it, the most widely supported first.
  enum ListenerKind {
    MIXED,
    HTTP,
    HTTP_IN_TLS,
    SOCKS,
    /// No URL can describe the listener.
    NONE
  }

  /// The address of the listener that most programs can use.
  ///
  /// @param user to log in as, if the listener has users
  static ProxyAddress of(Config config, Optional<String> user) throws AppException {
    return of(config, UnaryOperator.identity(), user);
  }

  /// The same of the listeners of a running proxy.
  ///
  /// @param real the address at which a listener accepts clients, by its configured address
  static ProxyAddress of(Config config, UnaryOperator<Address> real, Optional<String> user)
      throws AppException {
    InboundConfig inbound =
        config.inbounds().stream().min(Comparator.comparing(ProxyAddress::kind)).orElseThrow();
    if (kind(inbound) == ListenerKind.NONE) {
      throw AppException.badInput("no listener has an address that a variable can name");
    }
    Endpoint endpoint = reachable(real.apply(inbound.listen()));
    return new ProxyAddress(kind(inbound), endpoint, login(inbound, user));
  }

  private static ListenerKind kind(InboundConfig inbound) {
    if (!(inbound.listen() instanceof Endpoint)
        || inbound.proxyProtocol() == ProxyProtocolMode.REQUIRED) {
      return ListenerKind.NONE;
    }
    boolean plain = inbound.tls().isEmpty();
    return switch (inbound.protocol()) {
      case MIXED -> plain ? ListenerKind.MIXED : ListenerKind.HTTP_IN_TLS;
      case HTTP -> plain ? ListenerKind.HTTP : ListenerKind.HTTP_IN_TLS;
      case SOCKS -> plain ? ListenerKind.SOCKS : ListenerKind.NONE;
    };
  }

  private static Endpoint reachable(Address listen) throws AppException {
    return switch (listen) {
      case Endpoint(var _, int port) when port == 0 ->
          throw AppException.badInput(
              "port 0 is a different port at each start; name the real one with --listen");
      case Endpoint(Host.Ip(InetAddress ip), int port) when ip.isAnyLocalAddress() ->
          Endpoint.parse((ip instanceof Inet4Address ? "127.0.0.1:" : "[::1]:") + port);
      case Endpoint endpoint -> endpoint;
      case UnixPath _, UnixUser _ -> throw new AssertionError(listen);
    };
  }

  private static String login(InboundConfig inbound, Optional<String> user) throws AppException {
    var passwords = inbound.users().passwords();
    if (passwords.isEmpty() && user.isEmpty()) {
      return "";
    }
    String known = String.join(", ", passwords.keySet());
    String name =
        user.orElseThrow(() ->
            AppException.badInput(
                inbound.listen() + " has users; choose one with --user: " + known));
    Secret password = passwords.get(name);
    if (password == null) {
      throw AppException.badInput(
          "--user "
              + name
              + ": "
              + inbound.listen()
              + (known.isEmpty()
                  ? " has no users, so it needs no login"
                  : " has no such user; its users are: " + known));
    }
    return login(name, password.text());
  }

  /// A name and a password in the form of a URL.
  public static String login(String name, String password) {
    return encoded(name) + ":" + encoded(password) + "@";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// The URL for `http` and `https`: that of an HTTP proxy if possible, since not every program
  /// supports another kind.
  String url() {
    return switch (kind) {
      case MIXED, HTTP -> "http://" + login + endpoint;
      case HTTP_IN_TLS -> "https://" + login + endpoint;
      case SOCKS, NONE -> "socks5h://" + login + endpoint;
    };
  }

  /// The URL of a SOCKS proxy that resolves names; empty if the listener is none.
  Optional<String> socksUrl() {
    return kind == ListenerKind.MIXED || kind == ListenerKind.SOCKS
        ? Optional.of("socks5h://" + login + endpoint)
        : Optional.empty();
  }
}
