package io.heddle.route;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern;
import io.heddle.address.Host;
import io.heddle.address.PortRange;
import io.heddle.request.NameResolution;
import io.heddle.request.Network;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// One condition of a rule, in two forms: a test, which says what it means, and hash keys, which
/// [RuleIndex] finds it by. They agree: the condition holds if and only if one of its keys is among
/// those that [RuleKeys] has in the same dimension.
public sealed interface Matcher {

  boolean matches(RoutingInput input, RoutingTarget target) throws IOException;

  Dimension dimension();

  Set<?> keys();

  /// The target is one of these names. An address never is, even if a name leads to it.
  record Domains(Set<DomainPattern> patterns) implements Matcher {
    @Override
    public boolean matches(RoutingInput input, RoutingTarget target) {
      return target.host() instanceof Host.Name name
          && patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }

    @Override
    public Dimension dimension() {
      return Dimension.DOMAIN;
    }

    @Override
    public Set<?> keys() {
      return patterns.stream().map(DomainPattern::toString).collect(toUnmodifiableSet());
    }
  }

  /// The target is one of these addresses.
  record Cidrs(Set<Cidr> blocks, NameResolution resolve) implements Matcher {
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
    public Dimension dimension() {
      return resolve == NameResolution.IF_NEEDED ? Dimension.RESOLVED_ADDRESS : Dimension.ADDRESS;
    }

    @Override
    public Set<?> keys() {
      return blocks;
    }
  }

  /// The target's port is one of these.
  record Ports(Set<PortRange> ranges) implements Matcher {
    @Override
    public boolean matches(RoutingInput input, RoutingTarget target) {
      int port = input.target().port();
      return ranges.stream().anyMatch(range -> range.first() <= port && port <= range.last());
    }

    @Override
    public Dimension dimension() {
      return Dimension.PORT;
    }

    @Override
    public Set<?> keys() {
      return ranges.stream()
          .flatMap(range -> PortBlocks.covering(range).stream())
          .collect(toUnmodifiableSet());
    }
  }

  /// The client has proved one of these user names.
  record Users(Set<String> names) implements Matcher {
    @Override
    public boolean matches(RoutingInput input, RoutingTarget target) {
      return input.client().user().filter(names::contains).isPresent();
    }

    @Override
    public Dimension dimension() {
      return Dimension.USER;
    }

    @Override
    public Set<?> keys() {
      return names;
    }
  }

  /// The request came in through one of these listeners, by their addresses as configured.
  record Inbounds(Set<String> addresses) implements Matcher {
    @Override
    public boolean matches(RoutingInput input, RoutingTarget target) {
      return addresses.contains(input.client().inbound());
    }

    @Override
    public Dimension dimension() {
      return Dimension.INBOUND;
    }

    @Override
    public Set<?> keys() {
      return addresses;
    }
  }

  /// It is a stream, or it is a datagram.
  record OnNetwork(Network network) implements Matcher {
    @Override
    public boolean matches(RoutingInput input, RoutingTarget target) {
      return input.network() == network;
    }

    @Override
    public Dimension dimension() {
      return Dimension.NETWORK;
    }

    @Override
    public Set<?> keys() {
      return Set.of(network);
    }
  }
}
