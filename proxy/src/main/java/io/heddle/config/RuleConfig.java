package io.heddle.config;

import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern;
import io.heddle.address.PortRange;
import io.heddle.request.NameResolution;
import io.heddle.request.Network;
import java.util.List;
import java.util.Optional;

/// Which outbound those requests take that fulfil all of some conditions. An empty list asks
/// nothing.
///
/// @param domains the target is one of these names
/// @param cidrs the target is one of these addresses
/// @param resolve whether `cidrs` looks at the addresses of a target that is a name
/// @param ports the target's port is one of these
/// @param users the client is one of these users
/// @param inbounds the client came to one of these listeners, written as their `listen` is
/// @param to the outbound's name
public record RuleConfig(
    List<DomainPattern> domains,
    List<Cidr> cidrs,
    NameResolution resolve,
    List<PortRange> ports,
    List<String> users,
    List<String> inbounds,
    Optional<Network> network,
    String to) {

  /// All requests, straight.
  public static final RuleConfig DEFAULT =
      new RuleConfig(
          List.of(),
          List.of(),
          NameResolution.NEVER,
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Config.DIRECT);

  public RuleConfig {
    domains = List.copyOf(domains);
    cidrs = List.copyOf(cidrs);
    ports = List.copyOf(ports);
    users = List.copyOf(users);
    inbounds = List.copyOf(inbounds);
    if (resolve == NameResolution.IF_NEEDED && cidrs.isEmpty()) {
      throw new BadValueException("resolve", "has no meaning without cidrs");
    }
  }
}
