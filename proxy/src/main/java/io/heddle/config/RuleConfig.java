package io.heddle.config;

import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern;
import io.heddle.address.PortRange;
import io.heddle.request.ResolvePolicy;
import io.heddle.request.TransportProtocol;
import java.util.List;
import java.util.Optional;

/// Configuration of one routing rule: the outbound of requests that fulfil all its conditions. An
/// empty list is no condition.
///
/// @param domains the target is a name that matches one of these patterns
/// @param cidrs the target's address is in one of these blocks
/// @param lists the target is in one of these lists
/// @param resolve whether a target that is a name is resolved for `cidrs` and `lists`
/// @param scope whether an address of the target must be private: the key `private`
/// @param ports the target's port is in one of these ranges
/// @param users the client has authenticated as one of these users
/// @param programs the client is one of these programs, or was started by one
/// @param inbounds the request came in through one of these inbounds, named by their `listen`
/// @param network the request is for TCP or for UDP
/// @param when state that this machine must be in
/// @param fault what is done to the requests on purpose
/// @param to name of the outbound
public record RuleConfig(
    List<DomainPattern> domains,
    List<Cidr> cidrs,
    List<String> lists,
    ResolvePolicy resolve,
    TargetScope scope,
    List<PortRange> ports,
    List<String> users,
    List<String> programs,
    List<String> inbounds,
    Optional<TransportProtocol> network,
    WhenConfig when,
    Optional<FaultConfig> fault,
    String to) {

  /// Rule for all requests to connect directly.
  public static final RuleConfig DEFAULT =
      new RuleConfig(
          List.of(),
          List.of(),
          List.of(),
          ResolvePolicy.NEVER,
          TargetScope.ANY,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          WhenConfig.ALWAYS,
          Optional.empty(),
          Config.DIRECT);

  /// Addresses of targets: the key `private`.
  public enum TargetScope {
    /// Any address.
    ANY,
    /// Those in [io.heddle.address.PrivateAddresses]. A target that is a name is resolved.
    PRIVATE
  }

  /// State that this machine must be in: the key `when`. An empty list is no condition.
  ///
  /// @param addressIn this machine has an address in one of these blocks now
  public record WhenConfig(List<Cidr> addressIn) {
    /// No condition.
    public static final WhenConfig ALWAYS = new WhenConfig(List.of());

    public WhenConfig {
      addressIn = List.copyOf(addressIn);
    }
  }

  public RuleConfig {
    domains = List.copyOf(domains);
    cidrs = List.copyOf(cidrs);
    lists = List.copyOf(lists);
    ports = List.copyOf(ports);
    users = List.copyOf(users);
    programs = List.copyOf(programs);
    inbounds = List.copyOf(inbounds);
    if (resolve == ResolvePolicy.IF_NEEDED
        && cidrs.isEmpty()
        && lists.isEmpty()
        && scope == TargetScope.ANY) {
      throw new BadValueException("resolve", "has no meaning without cidrs or lists");
    }
    if (fault.isPresent() && fault.get().isEmpty()) {
      throw new BadValueException("fault", "needs delay, rate, refuse or reset-after");
    }
    if (fault.isPresent() && to.equals(Config.BLOCK)) {
      throw new BadValueException("fault", "has no meaning with to: block, which refuses all");
    }
  }
}
