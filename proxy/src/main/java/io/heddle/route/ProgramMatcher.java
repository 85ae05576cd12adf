package io.heddle.route;

import io.heddle.route.Router.RoutingInput;
import io.heddle.route.Router.RoutingTarget;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;

/// Condition that the program of the client, or one that started it, has one of these names. The
/// condition does not hold while the program is not known.
public record ProgramMatcher(Set<String> names) implements Matcher {
  @Override
  public boolean matches(RoutingInput input, RoutingTarget target) throws IOException {
    Collection<String> found = input.programs().names();
    return names.stream().anyMatch(found::contains);
  }

  @Override
  public MatchField dimension() {
    return MatchField.PROGRAM;
  }

  @Override
  public Set<?> keys() {
    return names;
  }
}
