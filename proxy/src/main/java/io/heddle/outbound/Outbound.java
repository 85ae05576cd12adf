package io.heddle.outbound;

import io.heddle.net.Connection;
import io.heddle.request.Client;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.RequestTargetForm;
import io.heddle.request.ReuseScope;
import io.heddle.time.Deadline;
import java.io.IOException;

/// One way to reach a target.
public sealed interface Outbound
    permits DirectOutbound, BlockOutbound, ProxyOutbound, OutboundGroup {
  /// Its name in the configuration and the log.
  String name();

  /// Whose requests the streams by this way may carry.
  ReuseScope audience();

  /// A stream to the request's target, which the caller closes.
  ///
  /// @throws RefusedException saying which hop failed and why
  /// @throws IOException if the thread was interrupted
  Connection connect(Tunnel request, Deadline deadline) throws RefusedException, IOException;

  /// The same, with the way it took.
  default Stream open(Tunnel request, Deadline deadline) throws RefusedException, IOException {
    return new Stream(connect(request, deadline), name());
  }

  /// A stream for requests to the origin that this one is for: one to the origin itself, unless
  /// this way leads through a proxy that forwards requests on its own. The caller closes it.
  ///
  /// @throws RefusedException saying which hop failed and why
  /// @throws IOException if the thread was interrupted
  default HttpHop open(Forward request, Deadline deadline) throws RefusedException, IOException {
    Tunnel tunnel = new Tunnel(request.client(), request.target());
    return new HttpHop(open(tunnel, deadline), RequestTargetForm.ORIGIN, audience());
  }

  /// A way for datagrams to any target, which the caller closes.
  ///
  /// @throws RefusedException saying which hop failed and why; as here, that none carries datagrams
  /// @throws IOException if the thread was interrupted
  default UdpAssociations associate(Client client, Deadline deadline)
      throws RefusedException, IOException {
    throw new RefusedException(
        Reason.COMMAND_NOT_SUPPORTED, "outbound " + name() + " carries no datagrams");
  }

  /// No requests come any more, but those under way: what they leave behind need not wait for the
  /// next one.
  default void finish() {}
}
