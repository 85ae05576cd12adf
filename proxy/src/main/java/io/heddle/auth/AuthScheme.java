package io.heddle.auth;

import io.heddle.time.Deadline;
import java.io.IOException;

/// Authentication scheme (RFC 9110 §11.1) with the identity of one outbound. For any thread.
public interface AuthScheme {
  /// The name in HTTP, such as `Negotiate`.
  String name();

  /// Begins an exchange with the proxy.
  AuthExchange begin();

  /// Whether the scheme authenticates a connection instead of a request: its first request carries
  /// credentials, and further ones do not. Such a connection serves one client alone.
  boolean authenticatesConnection();

  /// Whether a 407 to its last credentials is always a rejection: it never asks for another leg then.
  boolean hasFixedLegs();

  /// Whether the scheme has failed just now, so that another one should be tried before it.
  boolean isDoubtful();

  /// Checks that the credentials of a doubtful scheme are not held back.
  ///
  /// @throws AuthFailedException if they are, or there are none
  /// @throws IOException if the thread was interrupted
  void checkNotHeldBack(Deadline deadline) throws AuthFailedException, IOException;
}
