package io.heddle.auth;

import io.heddle.http1.ResponseHead;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.util.Map;

/// Exchange of one scheme with the proxy, of one or several legs:
///
///     request, credentials ──▶  ◀── 407, challenge     as often as the scheme wants
///     request, credentials ──▶  ◀── any other response
///
/// Used by one thread at a time.
public interface AuthExchange {
  /// The scheme that has begun it.
  AuthScheme scheme();

  /// The value of `Proxy-Authorization` for the next request. May wait, for a KDC or a program.
  ///
  /// @param token of the proxy's challenge; empty in the first leg
  /// @throws AuthFailedException if there are no credentials, or the token is not understood
  /// @throws IOException if the thread was interrupted
  String respond(String token, Deadline deadline) throws AuthFailedException, IOException;

  /// Whether the proxy is known to answer the last credentials by 407 and another token.
  boolean awaitsChallenge();

  /// Whether a challenge with this token continues the exchange; otherwise it is a rejection.
  boolean continuesBy(String token);

  /// The identity and what else is worth knowing of it, by name, for people.
  Map<String, String> facts();

  /// Notes that the proxy has accepted the credentials.
  void accept();

  /// Notes that the proxy has rejected the credentials.
  ///
  /// @return the sentence about it
  AuthFailedException reject(ResponseHead response);
}
