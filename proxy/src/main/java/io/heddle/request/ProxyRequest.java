package io.heddle.request;

import io.heddle.address.Endpoint;
import io.heddle.http1.RequestHead;
import io.heddle.http1.RequestTarget;

/// Request of a client, in any protocol.
public sealed interface ProxyRequest {
  /// Client that sent the request.
  Client client();

  /// Host and port that rules decide on.
  Endpoint target();

  /// Request that one connection to its target serves.
  sealed interface StreamRequest extends ProxyRequest permits Tunnel, Forward {
    /// Addresses by which the rules have decided.
    TargetResolution resolution();
  }

  /// Request for a byte stream to the target: CONNECT in every protocol.
  record Tunnel(Client client, Endpoint target, TargetResolution resolution)
      implements StreamRequest {
    /// A request before the rules have decided.
    public Tunnel(Client client, Endpoint target) {
      this(client, target, TargetResolution.NONE);
    }

    /// Copy after the decision of the rules.
    public Tunnel withResolution(TargetResolution decided) {
      return decided.equals(resolution) ? this : new Tunnel(client, target, decided);
    }
  }

  /// HTTP request to be forwarded to its origin.
  ///
  /// @param uri effective request URI, from the request target or from `Host`
  /// @param head request line and fields as the client sent them
  record Forward(
      Client client,
      RequestTarget.AbsoluteForm uri,
      RequestHead head,
      RequestBody body,
      TargetResolution resolution)
      implements StreamRequest {
    /// A request before the rules have decided.
    public Forward(
        Client client, RequestTarget.AbsoluteForm uri, RequestHead head, RequestBody body) {
      this(client, uri, head, body, TargetResolution.NONE);
    }

    /// Copy after the decision of the rules.
    public Forward withResolution(TargetResolution decided) {
      return decided.equals(resolution) ? this : new Forward(client, uri, head, body, decided);
    }

    @Override
    public Endpoint target() {
      return uri.authority().endpoint();
    }
  }

  /// Request for a UDP association: UDP ASSOCIATE of SOCKS 5.
  ///
  /// @param target in a decision about one datagram, the target of the datagram; in the request
  ///     itself, the address from which the client intends to send, which is only a hint
  record Associate(Client client, Endpoint target) implements ProxyRequest {
    /// Copy for the decision about datagrams to one target.
    public Associate withTarget(Endpoint oneTarget) {
      return new Associate(client, oneTarget);
    }
  }
}
