package io.heddle.route;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern;
import io.heddle.address.Host;
import io.heddle.address.PortRange;
import io.heddle.address.PrivateAddresses;
import io.heddle.request.ResolvePolicy;
import io.heddle.request.TransportProtocol;
import io.heddle.route.Router.RoutingInput;
import io.heddle.route.Router.RoutingTarget;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Condition of a rule, in two equivalent forms: a test, which defines its meaning, and hash keys,
/// by which [RuleIndex] finds the rule. The condition holds if and only if one of its keys is among
/// the [RequestKeys] of the request in the same dimension.
public sealed interface Matcher
    permits Matcher.Domains,
        Matcher.Cidrs,
        Matcher.PrivateTarget,
        Matcher.LocalAddressIn,
        Matcher.Ports,
        Matcher.Users,
        Matcher.Inbounds,
        Matcher.OnNetwork,
        ListMatcher,
        ProgramMatcher {

  boolean matches(RoutingInput input, RoutingTarget target) throws IOException;

  /// What a condition that holds has found, if that is not in the condition itself.
  default Optional<String> evidence(RoutingTarget target) throws IOException {
    return Optional.empty();
  }

  MatchField dimension();

  Set<?> keys();

  /// The target is a name that matches a pattern. A target that is an address never matches.
  record Domains(Set<DomainPattern> patterns) implements Matcher {
    @Override
    public boolean matches(RoutingInput input, RoutingTarget target) {
      return target.host() instanceof Host.Name name
          && patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }

    @Override
    public MatchField dimension() {
      return MatchField.DOMAIN;
    }

    @Override
    public Set<?> keys() {
      return patterns.stream().map(DomainPattern::toString).collect(toUnmodifiableSet());
    }
  }

  /// The target's address is in one of these blocks.
  ///
  /// @param resolve whether a target that is a name is resolved for this condition
  record Cidrs(Set<Cidr> blocks, ResolvePolicy resolve) implements Matcher {
    @Override
    public boolean matches(RoutingInput input, RoutingTarget target) throws IOException {
      List<Cidr> addresses =
          switch (resolve) {
            case NEVER -> target.literalAddresses();
            case IF_NEEDED -> target.resolvedAddresses();
          };
      return blocks.stream().anyMatch(block -> addresses.stream().anyMatch(block::contains));
    }

    @Override
    public MatchField dimension() {
      return resolve == ResolvePolicy.IF_NEEDED ? MatchField.RESOLVED_ADDRESS : MatchField.ADDRESS;
    }

    @Override
    public Set<?> keys() {
      return blocks;
    }
  }

  /// An address of the target is private. A target that is a name is resolved for this condition.
  record PrivateTarget() implements Matcher {
    @Override
    public boolean matches(RoutingInput input, RoutingTarget target) throws IOException {
      return target.resolvedAddresses().stream().anyMatch(PrivateAddresses::contains);
    }

    @Override
    public MatchField dimension() {
      return MatchField.RESOLVED_SCOPE;
    }

    @Override
    public Set<?> keys() {
      return Set.of(true);
    }
  }

  /// This machine has an address in one of these blocks now.
  record LocalAddressIn(Set<Cidr> blocks, LocalAddresses local) implements Matcher {
    @Override
    public boolean matches(RoutingInput input, RoutingTarget target) throws IOException {
      List<Cidr> addresses = local.current();
      return blocks.stream().anyMatch(block -> addresses.stream().anyMatch(block::contains));
    }

    @Override
    public MatchField dimension() {
      return MatchField.LOCAL_ADDRESS;
    }

    @Override
    public Set<?> keys() {
      return Set.of(blocks);
    }
  }

  /// The target's port is in one of these ranges.
  record Ports(Set<PortRange> ranges) implements Matcher {
    @Override
    public boolean matches(RoutingInput input, RoutingTarget target) {
      int port = input.target().port();
      return ranges.stream().anyMatch(range -> range.first() <= port && port <= range.last());
    }

    @Override
    public MatchField dimension() {
      return MatchField.PORT;
    }

    @Override
    public Set<?> keys() {
      return ranges.stream()
          .flatMap(range -> PortPrefixes.covering(range).stream())
          .collect(toUnmodifiableSet());
    }
  }

  /// The client has authenticated as one of these users.
  record Users(Set<String> names) implements Matcher {
    @Override
    public boolean matches(RoutingInput input, RoutingTarget target) {
      return input.client().user().filter(names::contains).isPresent();
    }

    @Override
    public MatchField dimension() {
      return MatchField.USER;
    }

    @Override
    public Set<?> keys() {
      return names;
    }
  }

  /// The request came in through one of these inbounds, named by their configured addresses.
  record Inbounds(Set<String> addresses) implements Matcher {
    @Override
    public boolean matches(RoutingInput input, RoutingTarget target) {
      return addresses.contains(input.client().inbound());
    }

    @Override
    public MatchField dimension() {
      return MatchField.INBOUND;
    }

    @Override
    public Set<?> keys() {
      return addresses;
    }
  }

  /// The request is for a TCP stream, or for UDP datagrams.
  record OnNetwork(TransportProtocol network) implements Matcher {
    @Override
    public boolean matches(RoutingInput input, RoutingTarget target) {
      return input.network() == network;
    }

    @Override
    public MatchField dimension() {
      return MatchField.NETWORK;
    }

    @Override
    public Set<?> keys() {
      return Set.of(network);
    }
  }
}
