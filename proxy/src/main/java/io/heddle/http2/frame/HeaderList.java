package io.heddle.http2.frame;

import java.util.List;
import java.util.Optional;

/// A header section: pseudo-header fields, then fields.
public record HeaderList(List<Header> headers) {
  public HeaderList {
    headers = List.copyOf(headers);
  }

  /// The value of the first line of that name.
  public Optional<String> first(String name) {
    for (Header header : headers) {
      if (header.name().equals(name)) {
        return Optional.of(header.value());
      }
    }
    return Optional.empty();
  }
}
