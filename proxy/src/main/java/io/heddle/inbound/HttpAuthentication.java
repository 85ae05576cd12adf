package io.heddle.inbound;

import io.heddle.address.Address;
import io.heddle.http1.RequestHead;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;

/// Authentication of the sender of a request by `Proxy-Authorization` (RFC 9110 §11.7.2).
record HttpAuthentication(Authenticator authenticator) {

  /// Authenticates the sender of a request.
  ///
  /// @return user name; empty if the inbound has no users and the client is not verified otherwise
  /// @throws RefusedException if the inbound has users and the request lacks valid credentials
  Optional<String> authenticate(RequestHead head, Address client)
      throws RefusedException, ClosedByInterruptException {
    if (!authenticator.isRequired()) {
      return authenticator.verifiedUser();
    }
    Optional<BasicCredentials> credentials =
        head.fields().firstValue("Proxy-Authorization").flatMap(BasicCredentials::parse);
    if (credentials.isEmpty()) {
      throw new RefusedException(
          Reason.CREDENTIALS_REQUIRED, "this proxy asks for a user name and password");
    }
    BasicCredentials given = credentials.get();
    if (!authenticator.authenticate(client, given.user(), given.password())) {
      throw new RefusedException(Reason.CREDENTIALS_REQUIRED, "wrong user name or password");
    }
    return Optional.of(given.user());
  }
}
