package io.heddle.route;

import io.heddle.address.Host;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Hash keys of one request: in each dimension, all keys that a matching condition may have. Not
/// thread-safe.
final class RequestKeys {
  private final RoutingInput input;
  private final RoutingTarget target;
  private final PrefixLengths lengths;
  private final Map<MatchField, Collection<?>> cache = new EnumMap<>(MatchField.class);

  RequestKeys(RoutingInput input, RoutingTarget target, PrefixLengths lengths) {
    this.input = input;
    this.target = target;
    this.lengths = lengths;
  }

  /// Whether the keys of this dimension need a name lookup that has not been done.
  boolean needsLookup(MatchField dimension) {
    return dimension == MatchField.RESOLVED_ADDRESS
        && target.host() instanceof Host.Name
        && !cache.containsKey(dimension);
  }

  /// Keys in one dimension.
  Collection<?> inDimension(MatchField dimension) throws IOException {
    Collection<?> keys = cache.get(dimension);
    if (keys == null) {
      keys = make(dimension);
      cache.put(dimension, keys);
    }
    return keys;
  }

  private Collection<?> make(MatchField dimension) throws IOException {
    return switch (dimension) {
      case DOMAIN -> patterns(target.host());
      case ADDRESS -> lengths.blocksContaining(target.literalAddresses());
      case PORT -> PortPrefixes.containing(input.target().port());
      case USER -> input.client().user().stream().toList();
      case INBOUND -> List.of(input.client().inbound());
      case NETWORK -> List.of(input.network());
      case RESOLVED_ADDRESS -> lengths.blocksContaining(target.resolvedAddresses());
    };
  }

  /// All patterns that match the host: for `x.a.b` these are `=x.a.b`, `x.a.b`, `a.b` and `b`.
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
