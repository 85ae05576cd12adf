package io.heddle.config;

import io.heddle.address.Endpoint;
import java.util.Locale;
import java.util.Optional;

/// URL of an upstream proxy: protocol, credentials and address.
///
/// Written as: `scheme://user:password@host:port`.
public record ProxyUrl(
    Scheme scheme, Optional<String> user, Optional<Secret> password, Endpoint address) {

  /// Protocol of the proxy.
  public enum Scheme {
    /// SOCKS 4, which supports IPv4 addresses only.
    SOCKS4(1080),
    /// SOCKS 4A, which also supports names.
    SOCKS4A(1080),
    SOCKS5(1080),
    HTTP(80),
    /// HTTP in TLS.
    HTTPS(443);

    private final int defaultPort;

    Scheme(int defaultPort) {
      this.defaultPort = defaultPort;
    }

    /// Port of a URL without a port.
    public int defaultPort() {
      return defaultPort;
    }

    /// Whether the protocol is HTTP, with or without TLS.
    public boolean isHttp() {
      return this == HTTP || this == HTTPS;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ProxyUrl {
    if (address.port() == 0) {
      throw new IllegalArgumentException("port 0 is no proxy");
    }
    user.ifPresent(UsersConfig::checkName);
    switch (scheme) {
      case SOCKS4, SOCKS4A -> {
        if (password.isPresent()) {
          throw new IllegalArgumentException(scheme + " has a user id but no password");
        }
        if (user.orElse("").indexOf('\0') >= 0) {
          throw new IllegalArgumentException("a user id of " + scheme + " has no NUL");
        }
      }
      case SOCKS5 -> {
        if (user.isPresent() != password.isPresent()) {
          throw new IllegalArgumentException(bothNeeded(scheme));
        }
        password.ifPresent(UsersConfig::checkPassword);
      }
      case HTTP, HTTPS -> password.ifPresent(UsersConfig::checkPassword);
    }
  }

  private static String bothNeeded(Scheme scheme) {
    return scheme + " needs both user and password, as in " + scheme + "://user:password@host";
  }

  /// The mistake of a user without a password, which must then come from elsewhere.
  public Optional<String> missingPassword() {
    return scheme.isHttp() && user.isPresent() && password.isEmpty()
        ? Optional.of(bothNeeded(scheme))
        : Optional.empty();
  }

  /// Text with a masked password. Characters that have a meaning in a URL or the file, such as `%`
  /// and `@`, are written as `%XX` in the user name.
  @Override
  public String toString() {
    String login =
        user.map(name -> escaped(name) + password.map(p -> ":" + p).orElse("") + "@").orElse("");
    return scheme + "://" + login + address;
  }

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("@", "%40").replace("/", "%2F").replace("$", "%24");
  }
}
