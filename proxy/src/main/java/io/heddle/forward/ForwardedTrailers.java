package io.heddle.forward;

import io.heddle.http1.HopByHopFields;
import io.heddle.http1.HttpField;
import io.heddle.http1.HttpFields;
import java.util.ArrayList;
import java.util.List;

/// A trailer section as the next hop gets it: pure.
///
/// Without fields that say something about a message and come too late to be true (RFC 9110
/// §6.5.1).
final class ForwardedTrailers {
  private static final List<String> TOO_LATE = List.of("Host", "Content-Length", "Trailer");

  private ForwardedTrailers() {}

  static HttpFields of(HttpFields trailers) {
    HopByHopFields hopByHop = HopByHopFields.of(trailers);
    List<HttpField> kept = new ArrayList<>(trailers.lines().size());
    for (HttpField field : trailers.lines()) {
      if (!hopByHop.contains(field) && TOO_LATE.stream().noneMatch(field::hasName)) {
        kept.add(field);
      }
    }
    return new HttpFields(kept);
  }
}
