package io.heddle.request;

import io.heddle.address.Endpoint;
import io.heddle.http1.RequestHead;
import io.heddle.http1.RequestTarget;

/// One thing that a client wants done.
public sealed interface ProxyRequest {
  /// Who asks.
  Client client();

  /// Where to.
  Endpoint target();

  /// Request that one connection to its target serves.
  sealed interface StreamRequest extends ProxyRequest permits Tunnel, Forward {}

  /// A byte stream to the target: CONNECT in every protocol.
  record Tunnel(Client client, Endpoint target) implements StreamRequest {}

  /// An HTTP request to be passed on to its origin.
  ///
  /// @param uri what it is about, wherever the client wrote that
  /// @param head as the client sent it
  record Forward(Client client, RequestTarget.AbsoluteForm uri, RequestHead head, RequestBody body)
      implements StreamRequest {

    @Override
    public Endpoint target() {
      return uri.authority().endpoint();
    }
  }

  /// A way for datagrams: UDP ASSOCIATE of SOCKS 5.
  ///
  /// @param target of one datagram, where each is asked about; in the request itself, the address
  ///     that the client means to send from, which is no more than a hint
  record Associate(Client client, Endpoint target) implements ProxyRequest {
    /// The same, asking about datagrams to one target.
    public Associate withTarget(Endpoint oneTarget) {
      return new Associate(client, oneTarget);
    }
  }
}
