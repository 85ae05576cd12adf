package io.heddle.outbound;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.fault.FaultInjector;
import io.heddle.net.Connection;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.ResolveRequest;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.route.Fault;
import io.heddle.time.Deadline;
import io.heddle.trace.Tracing;
import io.heddle.trace.Tracing.Step;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.upstream.UpstreamConnection.ReuseScope;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Outbound of a rule with a fault: another outbound, with the fault on each of its connections.
///
/// No two requests share a connection, so that each pays the latency of the opening.
///
/// @param rule the name of the rule in the log
public record FaultyOutbound(Outbound inner, String rule, Fault fault, FaultInjector faults)
    implements Outbound {

  /// Not that of the outbound without the fault: they share no connections.
  @Override
  public String name() {
    return inner.name() + "+fault";
  }

  @Override
  public String configuredName() {
    return inner.configuredName();
  }

  @Override
  public ReuseScope reuseScope() {
    return ReuseScope.NONE;
  }

  @Override
  public UpstreamConnection connect(StreamRequest request, Deadline deadline)
      throws RefusedException, IOException {
    admit(deadline);
    UpstreamConnection opened = inner.connect(request, deadline);
    try {
      Connection faulty = faults.wrap(opened.connection(), fault);
      return new UpstreamConnection(faulty, opened.via(), opened.form(), ReuseScope.NONE);
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  private void admit(Deadline deadline) throws RefusedException, IOException {
    Tracing.step(
        new Step.InjectFault(rule, fault),
        _ -> Map.of(),
        () -> {
          faults.admit(rule, fault, deadline);
          return this;
        });
  }

  /// The outbound without the fault knows which of its proxies that is.
  @Override
  public void noteFailure(String path, UpstreamFailedException failure) {
    inner.noteFailure(path, failure);
  }

  @Override
  public Outbound forDatagrams(Endpoint target, Deadline deadline)
      throws RefusedException, IOException {
    return inner.forDatagrams(target, deadline);
  }

  @Override
  public Optional<Outbound> forDatagramsNow(Endpoint target) {
    return inner.forDatagramsNow(target);
  }

  @Override
  public DatagramSupport datagrams() {
    return inner.datagrams();
  }

  @Override
  public AssociationResult associate(Client client, Deadline deadline)
      throws RefusedException, IOException {
    return inner.associate(client, deadline);
  }

  @Override
  public Host resolve(ResolveRequest request, TargetResolution resolution, Deadline deadline)
      throws RefusedException, IOException {
    admit(deadline);
    return inner.resolve(request, resolution, deadline);
  }
}
