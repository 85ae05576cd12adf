package io.heddle.http2.frame;

import java.util.List;
import java.util.Optional;

/// HttpField section of a message: pseudo-header fields, then regular fields (RFC 9113 §8.3).
public record HeaderList(List<Header> headers) {
  public HeaderList {
    headers = List.copyOf(headers);
  }

  /// The value of the first line with that name.
  public Optional<String> first(String name) {
    for (Header header : headers) {
      if (header.name().equals(name)) {
        return Optional.of(header.value());
      }
    }
    return Optional.empty();
  }
}
