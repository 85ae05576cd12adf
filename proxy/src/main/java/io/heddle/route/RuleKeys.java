package io.heddle.route;

import io.heddle.address.Host;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// One request as hash keys: those that a condition may have if it holds. For one thread.
final class RuleKeys {
  private final RoutingInput subject;
  private final RoutingTarget destination;
  private final PrefixLengths lengths;
  private final Map<Dimension, Collection<?>> known = new EnumMap<>(Dimension.class);

  RuleKeys(RoutingInput subject, RoutingTarget destination, PrefixLengths lengths) {
    this.subject = subject;
    this.destination = destination;
    this.lengths = lengths;
  }

  /// Whether to give the keys of that dimension means to look a name up.
  boolean mustLookUp(Dimension dimension) {
    return dimension == Dimension.RESOLVED
        && destination.host() instanceof Host.Name
        && !known.containsKey(dimension);
  }

  /// The keys in one dimension.
  Collection<?> keys(Dimension dimension) throws IOException {
    Collection<?> keys = known.get(dimension);
    if (keys == null) {
      keys = make(dimension);
      known.put(dimension, keys);
    }
    return keys;
  }

  private Collection<?> make(Dimension dimension) throws IOException {
    return switch (dimension) {
      case DOMAIN -> patterns(destination.host());
      case ADDRESS -> lengths.around(destination.literal());
      case PORT -> PortBlocks.around(subject.target().port());
      case USER -> subject.client().user().stream().toList();
      case INBOUND -> List.of(subject.client().inbound());
      case NETWORK -> List.of(subject.network());
      case RESOLVED -> lengths.around(destination.resolved());
    };
  }

  /// Each pattern that the host may be meant by: for `x.a.b` these are `=x.a.b`, `x.a.b`, `a.b`
  /// and `b`.
  private static List<String> patterns(Host host) {
    if (!(host instanceof Host.Name(var name))) {
      return List.of();
    }
    List<String> patterns = new ArrayList<>();
    patterns.add("=" + name);
    patterns.add(name);
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      patterns.add(name.substring(dot + 1));
    }
    return patterns;
  }
}
