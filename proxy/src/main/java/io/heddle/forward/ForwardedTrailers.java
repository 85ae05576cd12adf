package io.heddle.forward;

import io.heddle.http1.Field;
import io.heddle.http1.Fields;
import io.heddle.http1.HopByHop;
import java.util.ArrayList;
import java.util.List;

/// A trailer section as the next hop gets it: pure.
///
/// Without fields that say something about a message and come too late to be true (RFC 9110
/// §6.5.1).
final class ForwardedTrailers {
  private static final List<String> TOO_LATE = List.of("Host", "Content-Length", "Trailer");

  private ForwardedTrailers() {}

  static Fields of(Fields trailers) {
    HopByHop hopByHop = HopByHop.of(trailers);
    List<Field> kept = new ArrayList<>(trailers.lines().size());
    for (Field field : trailers.lines()) {
      if (!hopByHop.includes(field) && TOO_LATE.stream().noneMatch(field::is)) {
        kept.add(field);
      }
    }
    return new Fields(kept);
  }
}
