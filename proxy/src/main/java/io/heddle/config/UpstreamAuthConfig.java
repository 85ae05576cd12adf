package io.heddle.config;

import java.util.List;
import java.util.Optional;

/// Configuration of the authentication with an HTTP proxy: the keys `auth`, `spn` and `password` of an
/// outbound. The user is in its URL.
///
/// @param schemes in the order of preference; if empty, `basic` where the URL has a user, else none
/// @param spn Kerberos name of the proxy, `HTTP/host` or `HTTP/host@REALM`; without it, that of the
///     host in the URL
/// @param passwordCommand program with its arguments, which prints the password
public record UpstreamAuthConfig(
    List<AuthMethod> schemes, Optional<String> spn, Optional<CommandConfig> passwordCommand) {
  public static final UpstreamAuthConfig DEFAULT =
      new UpstreamAuthConfig(List.of(), Optional.empty(), Optional.empty());

  /// Authentication scheme.
  public enum AuthMethod {
    /// User name and password (RFC 7617).
    BASIC,
    /// NTLM, version 2.
    NTLM,
    /// Kerberos by SPNEGO (RFC 4559).
    NEGOTIATE
  }

  /// The key `password` with a command.
  public record CommandConfig(List<String> command) {
    /// Placeholder for a command that is read next.
    public static final CommandConfig UNSET = new CommandConfig(List.of());

    public CommandConfig {
      command = List.copyOf(command);
    }
  }

  public UpstreamAuthConfig {
    schemes = List.copyOf(schemes);
  }

  /// Whether a scheme authenticates connections, which HTTP/2 would share among requests.
  public boolean needsHttp1() {
    return schemes.contains(AuthMethod.NTLM);
  }
}
