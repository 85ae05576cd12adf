package io.heddle.inbound;

import io.heddle.http1.RequestHead;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import java.util.Optional;

/// Who sends a request, by its `Proxy-Authorization` (RFC 9110 §11.7.2).
record HttpAuthentication(Authenticator authenticator) {

  /// The user's name; none if nobody needs to be one and it is not known.
  ///
  /// @throws RefusedException if the request proves none
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
