package io.heddle.auth;

import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import io.heddle.trace.Tracing;
import io.heddle.trace.Tracing.Step;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Check, before a connection to a proxy is opened, whether there are credentials to send: a secret that
/// the proxy has rejected a short time ago is held back.
final class HeldBackCheck {
  private HeldBackCheck() {}

  /// @param proxy its text names the proxy in messages
  /// @param candidates schemes that may be used
  /// @throws AuthFailedException if all are held back; the sentence is that of the first one
  static void run(Object proxy, List<AuthScheme> candidates, Deadline deadline)
      throws AuthFailedException, IOException {
    Optional<AuthFailedException> failure = Optional.empty();
    for (AuthScheme scheme : candidates) {
      if (!scheme.isDoubtful()) {
        return;
      }
      try {
        check(proxy, scheme, deadline);
        return;
      } catch (AuthFailedException e) {
        failure = failure.or(() -> Optional.of(e));
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /// Shown as the step that fails, if it does.
  private static void check(Object proxy, AuthScheme scheme, Deadline deadline)
      throws AuthFailedException, IOException {
    try {
      Tracing.step(
          new Step.Authenticate(proxy, scheme.name()),
          _ -> Map.of(),
          () -> {
            scheme.checkNotHeldBack(deadline);
            return scheme;
          });
    } catch (AuthFailedException e) {
      throw e;
    } catch (RefusedException e) {
      throw new IllegalStateException(e);
    }
  }
}
