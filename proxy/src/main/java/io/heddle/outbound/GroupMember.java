package io.heddle.outbound;

import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.RefusedException;
import io.heddle.time.BackOff;
import io.heddle.time.Deadline;
import io.heddle.upstream.UpstreamConnection;
import java.io.IOException;
import java.util.Optional;

/// Member of an [OutboundGroup], with its circuit breaker (consecutive failures open the circuit
/// for a time that grows with each of them).
final class GroupMember {
  private final Outbound outbound;
  private final BackOff circuit = new BackOff();
  private volatile Optional<String> lastError = Optional.empty();

  GroupMember(Outbound outbound) {
    this.outbound = outbound;
  }

  Outbound outbound() {
    return outbound;
  }

  /// Whether it has failed a short time ago, so that other members are to be tried first.
  boolean isCircuitOpen() {
    return circuit.isPausing();
  }

  OutboundGroup.MemberHealth health() {
    return new OutboundGroup.MemberHealth(outbound.name(), lastError);
  }

  /// Connects as [Outbound#connect] does, and records whether the member works.
  UpstreamConnection connect(StreamRequest request, Deadline deadline)
      throws RefusedException, IOException {
    try {
      UpstreamConnection connection = outbound.connect(request, deadline);
      recordSuccess();
      return connection;
    } catch (RefusedException e) {
      record(e);
      throw e;
    }
  }

  /// Associates as [Outbound#associate] does, and records whether the member works.
  AssociationResult associate(Client client, Deadline deadline)
      throws RefusedException, IOException {
    try {
      AssociationResult associations = outbound.associate(client, deadline);
      recordSuccess();
      return associations;
    } catch (RefusedException e) {
      record(e);
      throw e;
    }
  }

  /// A member that refuses the target works.
  private void record(RefusedException refusal) {
    if (refusal instanceof UpstreamFailedException) {
      circuit.recordFailure();
      lastError = Optional.of(refusal.refusal().details());
    } else {
      recordSuccess();
    }
  }

  private void recordSuccess() {
    circuit.recordSuccess();
    lastError = Optional.empty();
  }
}
