package io.heddle.inbound;

import io.heddle.http1.RequestHead;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import java.util.Optional;

/// Authentication of the sender of a request by `Proxy-Authorization` (RFC 9110 §11.7.2).
record HttpAuthentication(Authenticator authenticator) {

  /// Authenticates the sender of a request.
  ///
  /// @return user name; empty if the inbound has no users and the client is not verified otherwise
  /// @throws RefusedException if the inbound has users and the request lacks valid credentials
  Optional<String> authenticate(RequestHead head) throws RefusedException {
    if (!authenticator.isRequired()) {
      return authenticator.verifiedUser();
    }
    Optional<BasicCredentials> credentials =
        head.fields().firstValue("Proxy-Authorization").flatMap(BasicCredentials::parse);
    return Optional.of(
        credentials
            .filter(given -> authenticator.accepts(given.user(), given.password()))
            .orElseThrow(() ->
                new RefusedException(Reason.CREDENTIALS_REQUIRED, refusalDetails(credentials)))
            .user());
  }

  private static String refusalDetails(Optional<BasicCredentials> credentials) {
    return credentials.isPresent()
        ? "wrong user name or password"
        : "this proxy asks for a user name and password";
  }
}
