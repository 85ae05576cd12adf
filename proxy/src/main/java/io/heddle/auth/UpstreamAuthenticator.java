package io.heddle.auth;

import io.heddle.http1.AuthChallenge;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import io.heddle.trace.Tracing;
import io.heddle.trace.Tracing.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Authentication of one outbound with its proxy: the configured schemes, and what is known of the proxy.
/// For any thread.
///
/// @see AuthSession
public final class UpstreamAuthenticator {
  /// Authentication without credentials.
  public static final UpstreamAuthenticator NONE =
      new UpstreamAuthenticator("", List.of(), Duration.ZERO);

  private final Object proxy;
  private final List<AuthScheme> schemes;
  private final Duration limit;
  private volatile Optional<List<AuthChallenge>> offers = Optional.empty();
  private volatile boolean settled;

  /// @param proxy its text names the proxy in messages
  /// @param schemes in the order of preference
  /// @param limit of the time that the credentials of one request may take
  public UpstreamAuthenticator(Object proxy, List<AuthScheme> schemes, Duration limit) {
    this.proxy = proxy;
    this.schemes = List.copyOf(schemes);
    this.limit = limit;
  }

  /// The authentication of one connection to the proxy.
  public AuthSession begin() {
    return new AuthSession(this);
  }

  /// Whether any credentials are configured.
  public boolean hasSchemes() {
    return !schemes.isEmpty();
  }

  /// Whether a connection may come to belong to the client that it was opened for.
  public boolean authenticatesConnections() {
    return schemes.stream().anyMatch(AuthScheme::authenticatesConnection);
  }

  /// Whether a request whose credentials the proxy does not accept would not be sent again with others,
  /// for all that is known. If not, its body should wait until the proxy has answered.
  public boolean isSettled() {
    return settled
        || schemes.isEmpty()
        || (schemes.size() == 1 && schemes.getFirst().hasFixedLegs());
  }

  /// Deadline for the credentials of a request that has none of its own.
  public Deadline deadline() {
    return Deadline.after(limit);
  }

  /// Notes a response other than 407.
  ///
  /// @param asked whether it was the response to a request with credentials
  void noteAcceptance(boolean asked) {
    if (!asked && offers.isEmpty()) {
      offers = Optional.of(List.of());
    }
    settled = true;
  }

  /// Notes the challenges of a 407.
  void noteOffers(List<AuthChallenge> challenges) {
    offers = challenges.isEmpty() ? Optional.empty() : Optional.of(challenges);
    settled = false;
  }

  /// Checks that there are credentials that are not held back, before a connection is opened to send them.
  ///
  /// @throws AuthFailedException if there are none; the sentence is that of the first scheme
  /// @throws IOException if the thread was interrupted
  public void checkNotHeldBack(Deadline deadline) throws AuthFailedException, IOException {
    HeldBackCheck.run(proxy, candidates(), deadline);
  }

  /// Begins an exchange in the best scheme that the proxy offers, and returns it with its first
  /// credentials; empty if the proxy is not known to want any.
  ///
  /// @throws AuthFailedException if no scheme has credentials; the sentence is that of the first one
  /// @throws IOException if the thread was interrupted
  Optional<StartedExchange> start(Deadline deadline) throws AuthFailedException, IOException {
    Optional<AuthFailedException> failure = Optional.empty();
    for (AuthScheme scheme : candidates()) {
      AuthExchange exchange = scheme.begin();
      try {
        return Optional.of(new StartedExchange(exchange, respond(exchange, "", deadline)));
      } catch (AuthFailedException e) {
        failure = failure.or(() -> Optional.of(e));
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return Optional.empty();
  }

  /// One leg of an exchange, as a step of the connection attempt.
  String respond(AuthExchange exchange, String token, Deadline deadline)
      throws AuthFailedException, IOException {
    try {
      return Tracing.step(
          new Step.Authenticate(proxy, exchange.scheme().name()),
          _ -> exchange.facts(),
          () -> exchange.respond(token, deadline));
    } catch (AuthFailedException e) {
      throw e;
    } catch (RefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Exchange with its first credentials.
  record StartedExchange(AuthExchange exchange, String credentials) {}

  /// The schemes to try, the best first. A single scheme is known to be wanted, since it is configured.
  private List<AuthScheme> candidates() {
    Optional<List<AuthChallenge>> known = offers;
    if (known.isEmpty()) {
      return schemes.size() == 1 ? schemes : List.of();
    }
    List<AuthScheme> candidates = new ArrayList<>(schemes.size());
    for (AuthScheme scheme : schemes) {
      if (isOffered(scheme, known.get()) && !scheme.isDoubtful()) {
        candidates.add(scheme);
      }
    }
    for (AuthScheme scheme : schemes) {
      if (isOffered(scheme, known.get()) && scheme.isDoubtful()) {
        candidates.add(scheme);
      }
    }
    return candidates;
  }

  /// Whether another scheme that is offered may do after one has been rejected.
  boolean hasAlternative(AuthScheme rejected) {
    List<AuthScheme> others = candidates();
    return !others.isEmpty()
        && !others.getFirst().equals(rejected)
        && !others.getFirst().isDoubtful();
  }

  /// Whether a scheme that is configured is offered.
  boolean hasOfferedScheme() {
    return !candidates().isEmpty();
  }

  /// The sentence about a proxy that offers nothing of what is configured.
  AuthFailedException mismatch() {
    if (schemes.isEmpty()) {
      return new AuthFailedException("it asks for credentials, and none are configured for it");
    }
    List<AuthChallenge> known = offers.orElse(List.of());
    String offered =
        known.isEmpty()
            ? "no scheme"
            : String.join(", ", known.stream().map(AuthChallenge::scheme).toList());
    return new AuthFailedException(
        "it asks for credentials and offers "
            + offered
            + "; configured is "
            + String.join(", ", schemes.stream().map(AuthScheme::name).toList()));
  }

  private static boolean isOffered(AuthScheme scheme, List<AuthChallenge> offers) {
    for (AuthChallenge offer : offers) {
      if (offer.isFor(scheme.name())) {
        return true;
      }
    }
    return false;
  }
}
