package io.heddle.forward;

import io.heddle.http1.Field;
import io.heddle.http1.Fields;
import io.heddle.http1.HopByHop;
import java.util.ArrayList;
import java.util.List;

/// Trailer section as it is sent to the next hop: pure.
///
/// It has no hop-by-hop fields, and no fields that must come before the content (RFC 9110 §6.5.1).
final class ForwardedTrailers {
  private static final List<String> HEAD_ONLY = List.of("Host", "Content-Length", "Trailer");

  private ForwardedTrailers() {}

  static Fields of(Fields trailers) {
    HopByHop hopByHop = HopByHop.of(trailers);
    List<Field> kept = new ArrayList<>(trailers.lines().size());
    for (Field field : trailers.lines()) {
      if (!hopByHop.includes(field) && HEAD_ONLY.stream().noneMatch(field::is)) {
        kept.add(field);
      }
    }
    return new Fields(kept);
  }
}
