package io.heddle.outbound;

import io.heddle.outbound.OutboundGroup.MemberHealth;
import io.heddle.outbound.OutboundGroup.MemberState;
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
  private volatile MemberHealth health;

  GroupMember(Outbound outbound) {
    this.outbound = outbound;
    health = new MemberHealth(outbound.name(), MemberState.UNTRIED, Optional.empty());
  }

  Outbound outbound() {
    return outbound;
  }

  /// Whether it has failed a short time ago, so that other members are to be tried first.
  boolean isCircuitOpen() {
    return circuit.isPausing();
  }

  /// Whether a path within the group leads through this member.
  boolean isOn(String path) {
    String name = outbound.name();
    return path.startsWith(name)
        && (path.length() == name.length() || path.charAt(name.length()) == '/');
  }

  /// Closes the circuit: the member may work in another network.
  void closeCircuit() {
    circuit.clear();
  }

  MemberHealth health() {
    return health;
  }

  /// Records a failure on a connection that the member had opened.
  void noteFailure(String path, UpstreamFailedException failure) {
    recordFailure(failure.refusal().details());
    outbound.noteFailure(path, failure);
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
      recordFailure(refusal.refusal().details());
    } else {
      recordSuccess();
    }
  }

  private void recordSuccess() {
    circuit.recordSuccess();
    // Not made anew for each request.
    if (health.state() != MemberState.WORKING) {
      health = new MemberHealth(outbound.name(), MemberState.WORKING, Optional.empty());
    }
  }

  private void recordFailure(String details) {
    circuit.recordFailure();
    health = new MemberHealth(outbound.name(), MemberState.FAILED, Optional.of(details));
  }
}
