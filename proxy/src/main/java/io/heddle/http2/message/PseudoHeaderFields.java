package io.heddle.http2.message;

import io.heddle.http2.frame.Header;
import io.heddle.http2.frame.HeaderList;
import io.heddle.wire.MalformedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Pseudo-header fields of one message head (RFC 9113 §8.3).
record PseudoHeaderFields(Map<String, String> values) {

  /// @param allowed names that this kind of message has
  /// @throws MalformedException if there is another one, one twice, or one after a regular field
  static PseudoHeaderFields of(HeaderList list, List<String> allowed) throws MalformedException {
    Map<String, String> values = new HashMap<>();
    boolean regularSeen = false;
    for (Header header : list.headers()) {
      if (!header.name().startsWith(":")) {
        regularSeen = true;
      } else if (regularSeen
          || !allowed.contains(header.name())
          || values.put(header.name(), header.value()) != null) {
        throw new MalformedException(
            "a pseudo-header field that is unknown, repeated or after a regular field");
      }
    }
    return new PseudoHeaderFields(values);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// @throws MalformedException if the field is missing or empty
  String required(String name) throws MalformedException {
    return value(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> new MalformedException("no " + name));
  }
}
