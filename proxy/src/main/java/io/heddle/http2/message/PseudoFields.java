package io.heddle.http2.message;

import io.heddle.http2.frame.Header;
import io.heddle.http2.frame.HeaderList;
import io.heddle.wire.MalformedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pseudo-header fields of one section (RFC 9113 §8.3): before all others, each once, and none
/// that the message does not have.
record PseudoFields(Map<String, String> values) {

  static PseudoFields of(HeaderList list, List<String> known) throws MalformedException {
    Map<String, String> values = new HashMap<>();
    boolean over = false;
    for (Header header : list.headers()) {
      if (!header.name().startsWith(":")) {
        over = true;
      } else if (over
          || !known.contains(header.name())
          || values.put(header.name(), header.value()) != null) {
        throw new MalformedException("pseudo-header fields out of place");
      }
    }
    return new PseudoFields(values);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String required(String name) throws MalformedException {
    return value(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> new MalformedException("no " + name));
  }
}
