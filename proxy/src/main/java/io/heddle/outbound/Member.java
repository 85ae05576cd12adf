package io.heddle.outbound;

import io.heddle.net.BackOff;

/// One way out in a [Group].
///
/// @param aside while it pauses, others are to be asked before it
record Member(Outbound outbound, BackOff aside) {
  Member(Outbound outbound) {
    this(outbound, new BackOff());
  }
}
