package io.heddle.http1;

import io.heddle.http1.RequestTarget.Authority;
import io.heddle.wire.MalformedException;
import java.util.Optional;

/// Cache of the last parsed authority of one connection. Most requests on a connection have the
/// authority of the request before, and most state it twice, in the target and in `Host`.
public final class AuthorityCache {
  private String lastText = "";
  private Optional<Authority> last = Optional.empty();

  /// Parses an authority, or returns the last one if the text is the same.
  ///
  /// @throws MalformedException if the text is not an authority; the message says why
  Authority read(String text) throws MalformedException {
    if (last.isEmpty() || !lastText.equals(text)) {
      last = Optional.of(Authority.parse(text));
      lastText = text;
    }
    return last.get();
  }
}
