package io.heddle.cli.explain;

import io.heddle.address.Host;
import io.heddle.request.ResolvePolicy;
import io.heddle.request.TransportProtocol;
import io.heddle.route.ListMatcher;
import io.heddle.route.Matcher;
import io.heddle.route.ProgramMatcher;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/// Text of a rule's condition, as in the configuration. A long list is shortened.
final class MatcherText {
  private static final int SHOWN = 3;

  private MatcherText() {}

  /// @param host of the target; only a name has been resolved
  static String of(Matcher matcher, Host host) {
    return switch (matcher) {
      case Matcher.Domains(var patterns) -> list("domains", patterns);
      case Matcher.Cidrs(var blocks, var names) -> list("cidrs", blocks) + resolved(names, host);
      case ListMatcher(var lists, var names) -> list("lists", lists) + resolved(names, host);
      case Matcher.PrivateTarget() -> "private address" + resolved(ResolvePolicy.IF_NEEDED, host);
      case Matcher.LocalAddressIn(var blocks, var _) -> list("when address-in", blocks);
      case Matcher.Ports(var ranges) -> list("ports", ranges);
      case Matcher.Users(var names) -> list("users", names);
      case ProgramMatcher(var names) -> list("programs", names);
      case Matcher.Inbounds(var addresses) -> list("inbounds", addresses);
      case Matcher.OnNetwork(TransportProtocol network) ->
          "network " + network.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String resolved(ResolvePolicy names, Host host) {
    return names == ResolvePolicy.IF_NEEDED && host instanceof Host.Name ? " (resolved)" : "";
  }

  private static String list(String key, Collection<?> values) {
    String shown =
        values.stream()
            .map(Object::toString)
            .sorted()
            .limit(SHOWN)
            .collect(Collectors.joining(", "));
    int more = values.size() - SHOWN;
    return key + " [" + shown + (more > 0 ? ", and " + more + " more" : "") + "]";
  }
}
