package io.heddle.http1;

import io.heddle.http1.RequestTarget.Authority;
import io.heddle.wire.MalformedException;
import java.util.Optional;

/// Reads the authorities of the requests on one connection. Most go where the one before went, and
/// most say so twice, in the target and in `Host`: the last one is remembered.
public final class AuthorityCache {
  private String lastText = "";
  private Optional<Authority> last = Optional.empty();

  /// What `text` says.
  ///
  /// @throws MalformedException saying what is wrong with it
  Authority read(String text) throws MalformedException {
    if (last.isEmpty() || !lastText.equals(text)) {
      last = Optional.of(Authority.parse(text));
      lastText = text;
    }
    return last.get();
  }
}
