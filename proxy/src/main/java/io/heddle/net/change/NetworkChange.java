package io.heddle.net.change;

import java.time.Instant;
import java.util.List;

/// Change of the network.
///
/// @param time at which it was announced
/// @param differences at least one, each a clause such as `local address 192.168.1.5 → 10.1.2.3`
public record NetworkChange(Instant time, List<String> differences) {
  public NetworkChange {
    differences = List.copyOf(differences);
  }

  /// The differences in one line.
  public String summary() {
    return String.join("; ", differences);
  }
}
