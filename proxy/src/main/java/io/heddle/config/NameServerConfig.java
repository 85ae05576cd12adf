package io.heddle.config;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.util.List;

/// Configuration of a name server that is asked for the names of some domains.
///
/// @param domains the names at and below these are asked there
/// @param at IP address and port of the server
public record NameServerConfig(List<Host.Name> domains, Endpoint at) {
  /// The port of name servers (RFC 1035 §4.2).
  public static final int DEFAULT_PORT = 53;

  /// No server yet: the defaults of its keys.
  public static final NameServerConfig UNSET =
      new NameServerConfig(List.of(), Endpoint.UNSPECIFIED);

  public NameServerConfig {
    domains = List.copyOf(domains);
  }
}
