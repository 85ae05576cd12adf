package io.heddle.forward;

import io.heddle.http1.HopByHopFields;
import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HttpField;
import java.util.ArrayList;
import java.util.List;

/// Trailer section as it is sent to the next hop. No I/O, no state.
///
/// It has no hop-by-hop fields, and no fields that must come before the content (RFC 9110 §6.5.1).
final class ForwardedTrailers {
  private static final List<String> HEAD_ONLY = List.of("Host", "Content-Length", "Trailer");

  private ForwardedTrailers() {}

  static HttpFields of(HttpFields trailers) {
    HopByHopFields hopByHop = HopByHopFields.of(trailers);
    List<HttpField> kept = new ArrayList<>(trailers.lines().size());
    for (HttpField field : trailers.lines()) {
      if (!hopByHop.contains(field) && HEAD_ONLY.stream().noneMatch(field::hasName)) {
        kept.add(field);
      }
    }
    return new HttpFields(kept);
  }
}
