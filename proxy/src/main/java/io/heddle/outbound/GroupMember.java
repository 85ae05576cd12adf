package io.heddle.outbound;

import io.heddle.time.BackOff;
import java.util.Optional;

/// One way out in a [OutboundGroup], and how it is.
final class GroupMember {
  private final Outbound outbound;
  private final BackOff aside = new BackOff();
  private volatile Optional<String> complaint = Optional.empty();

  GroupMember(Outbound outbound) {
    this.outbound = outbound;
  }

  Outbound outbound() {
    return outbound;
  }

  /// Whether others are to be asked before it.
  boolean isAside() {
    return aside.isPausing();
  }

  /// It has answered.
  void succeeded() {
    aside.recordSuccess();
    complaint = Optional.empty();
  }

  /// It has failed.
  ///
  /// @param why in one clause
  void failed(String why) {
    aside.recordFailure();
    complaint = Optional.of(why);
  }

  OutboundGroup.Health health() {
    return new OutboundGroup.Health(outbound.name(), complaint);
  }
}
