package io.heddle.outbound;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.outbound.OutboundGroup.MemberHealth;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.ResolveRequest;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.time.Deadline;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.upstream.UpstreamConnection.ReuseScope;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Configured way to reach targets.
public sealed interface Outbound
    permits DirectOutbound,
        BlockOutbound,
        ProxyOutbound,
        OutboundGroup,
        PacOutbound,
        PacRoute,
        FaultyOutbound {
  /// Its name in the configuration and in the log.
  String name();

  /// Name of the outbound in the configuration, under which its connections are counted.
  default String configuredName() {
    return name();
  }

  /// Clients whose requests one tunnel through this outbound may carry.
  ReuseScope reuseScope();

  /// Opens a connection for `request`, which the caller closes: to its target, or, for a request to
  /// be forwarded, to a proxy that forwards it on its own.
  ///
  /// @throws RefusedException with the hop that failed and why
  /// @throws IOException if the thread was interrupted
  UpstreamConnection connect(StreamRequest request, Deadline deadline)
      throws RefusedException, IOException;

  /// Whether a connection from the pool, which this outbound has opened before, may serve the request.
  ///
  /// @param path of the connection, as [UpstreamConnection#via] has it
  default boolean mayReuse(StreamRequest request, String path) {
    return true;
  }

  /// How this outbound handles datagrams.
  DatagramSupport datagrams();

  /// The outbound for datagrams to one target: this one, unless it chooses by target.
  ///
  /// @throws RefusedException if there is none
  /// @throws IOException if the thread was interrupted
  default Outbound forDatagrams(Endpoint target, Deadline deadline)
      throws RefusedException, IOException {
    return this;
  }

  /// The same without waiting; empty if [#forDatagrams] might wait.
  default Optional<Outbound> forDatagramsNow(Endpoint target) {
    return Optional.of(this);
  }

  /// The sentence that refuses datagrams, if this outbound carries none.
  default String withoutDatagrams() {
    return "outbound " + name() + " carries no datagrams";
  }

  /// Opens the UDP associations that datagrams to any target need. The caller closes them.
  ///
  /// @throws RefusedException with the hop that failed and why; here, that this outbound carries no
  ///     datagrams
  /// @throws IOException if the thread was interrupted
  default AssociationResult associate(Client client, Deadline deadline)
      throws RefusedException, IOException {
    throw new RefusedException(Reason.COMMAND_NOT_SUPPORTED, withoutDatagrams());
  }

  /// Looks up an address or a name for a client.
  ///
  /// @param resolution addresses by which the rules have decided
  /// @throws RefusedException if there is none. This default always refuses: the proxy looks names up
  /// @throws IOException if the thread was interrupted
  default Host resolve(ResolveRequest request, TargetResolution resolution, Deadline deadline)
      throws RefusedException, IOException {
    throw new RefusedException(
        Reason.COMMAND_NOT_SUPPORTED,
        "outbound " + name() + " leaves lookups to its proxy, which cannot be asked for them");
  }

  /// Notes that a proxy failed on a connection after this outbound had opened it.
  ///
  /// @param path of the connection, as [UpstreamConnection#via] has it
  /// @param failure how it failed
  default void noteFailure(String path, UpstreamFailedException failure) {}

  /// The states of the parts of this outbound between which it chooses; none if it does not choose.
  default List<MemberHealth> health() {
    return List.of();
  }

  /// Forgets what holds for the network of this machine before it changed, such as failures. Other
  /// outbounds that this one leads through are told themselves. Must not block.
  default void networkChanged() {}

  /// Closes connections that are kept for later requests, each as soon as it serves none. The
  /// outbound gets no more requests, but those under way go on.
  default void closeWhenIdle() {}
}
