package io.heddle.auth;

import io.heddle.auth.UpstreamAuthenticator.StartedExchange;
import io.heddle.http1.AuthChallenge;
import io.heddle.http1.HttpFields;
import io.heddle.http1.ResponseHead;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Authentication of one connection to a proxy: the credentials of each of its requests, and the meaning
/// of each 407. One request is under way at a time.
public final class AuthSession {
  private final UpstreamAuthenticator authenticator;
  private Optional<AuthExchange> exchange = Optional.empty();
  private Optional<String> token = Optional.empty();
  private boolean connectionAuthenticated;

  AuthSession(UpstreamAuthenticator authenticator) {
    this.authenticator = authenticator;
  }

  /// Connection for the next request after a 407.
  public enum NextLeg {
    /// The next request must go on the same connection.
    SAME_CONNECTION,
    /// The next request may go on any connection, and starts over on another one.
    ANY_CONNECTION
  }

  /// The fields of the next request on the connection. May wait, for a KDC or a program.
  ///
  /// @throws AuthFailedException if there are no credentials
  /// @throws IOException if the thread was interrupted
  public HttpFields fields(Deadline deadline) throws AuthFailedException, IOException {
    if (connectionAuthenticated || !authenticator.hasSchemes()) {
      return HttpFields.NONE;
    }
    if (exchange.isPresent() && token.isPresent()) {
      String answered = token.get();
      token = Optional.empty();
      return field(authenticator.respond(exchange.get(), answered, deadline));
    }
    Optional<StartedExchange> started = authenticator.start(deadline);
    exchange = started.map(StartedExchange::exchange);
    return started.isPresent() ? field(started.get().credentials()) : HttpFields.NONE;
  }

  private static HttpFields field(String credentials) {
    return HttpFields.of("Proxy-Authorization", credentials);
  }

  /// Sends no credentials on this connection until the proxy asks for them, if the scheme authenticates
  /// connections.
  public void skipCredentials() {
    connectionAuthenticated = authenticator.authenticatesConnections();
  }

  /// Whether the proxy will answer the last request by 407 and a token, so that the body of the request
  /// must wait.
  public boolean awaitsChallenge() {
    return exchange.isPresent() && exchange.get().awaitsChallenge();
  }

  /// Notes a final response other than 407.
  public void accept() {
    if (exchange.isPresent()) {
      exchange.get().accept();
      connectionAuthenticated = exchange.get().scheme().authenticatesConnection();
    }
    authenticator.noteAcceptance(exchange.isPresent() || connectionAuthenticated);
  }

  /// Notes a response 407, and tells how to go on.
  ///
  /// @throws AuthFailedException if there is no way to go on
  public NextLeg challenge(ResponseHead response) throws AuthFailedException {
    List<AuthChallenge> challenges = AuthChallenge.of(response.fields());
    authenticator.noteOffers(challenges);
    if (exchange.isEmpty() || connectionAuthenticated) {
      if (!authenticator.hasOfferedScheme()) {
        throw authenticator.mismatch();
      }
      return startOver();
    }
    AuthExchange current = exchange.get();
    for (AuthChallenge challenge : challenges) {
      if (challenge.isFor(current.scheme().name()) && current.continuesBy(challenge.token())) {
        token = Optional.of(challenge.token());
        return NextLeg.SAME_CONNECTION;
      }
    }
    return rejected(current, challenges, response);
  }

  private NextLeg rejected(
      AuthExchange current, List<AuthChallenge> challenges, ResponseHead response)
      throws AuthFailedException {
    boolean judged =
        challenges.isEmpty()
            || challenges.stream().anyMatch(offer -> offer.isFor(current.scheme().name()));
    if (!judged) {
      if (authenticator.hasOfferedScheme()) {
        return startOver();
      }
      throw authenticator.mismatch();
    }
    AuthFailedException rejection = current.reject(response);
    if (!authenticator.hasAlternative(current.scheme())) {
      throw rejection;
    }
    return startOver();
  }

  private NextLeg startOver() {
    exchange = Optional.empty();
    token = Optional.empty();
    connectionAuthenticated = false;
    return NextLeg.ANY_CONNECTION;
  }
}
