package io.heddle.outbound;

import io.heddle.net.BackOff;
import java.util.Optional;

/// One way out in a [Group], and how it is.
final class Member {
  private final Outbound outbound;
  private final BackOff aside = new BackOff();
  private volatile Optional<String> complaint = Optional.empty();

  Member(Outbound outbound) {
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
    aside.succeeded();
    complaint = Optional.empty();
  }

  /// It has failed.
  ///
  /// @param why in one clause
  void failed(String why) {
    aside.failed();
    complaint = Optional.of(why);
  }

  Group.Health health() {
    return new Group.Health(outbound.name(), complaint);
  }
}
