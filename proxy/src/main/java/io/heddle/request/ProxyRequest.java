package io.heddle.request;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.http1.BodyLength;
import io.heddle.http1.RequestHead;
import io.heddle.http1.RequestTarget;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

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

    /// Copy after the decision of the rules.
    StreamRequest withResolution(TargetResolution decided);
  }

  /// Request for a byte stream to the target: CONNECT in every protocol.
  record Tunnel(Client client, Endpoint target, TargetResolution resolution)
      implements StreamRequest {
    /// A request before the rules have decided.
    public Tunnel(Client client, Endpoint target) {
      this(client, target, TargetResolution.NONE);
    }

    @Override
    public Tunnel withResolution(TargetResolution decided) {
      return decided.isNone() && resolution.isNone() ? this : new Tunnel(client, target, decided);
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

    @Override
    public Forward withResolution(TargetResolution decided) {
      return decided.isNone() && resolution.isNone()
          ? this
          : new Forward(client, uri, head, body, decided);
    }

    @Override
    public Endpoint target() {
      return uri.authority().endpoint();
    }
  }

  /// Request for a lookup: RESOLVE and RESOLVE_PTR of Tor's extension of SOCKS 5.
  ///
  /// @param target name or address to look up; the port has no meaning
  record ResolveRequest(Client client, Endpoint target, LookupType type) implements ProxyRequest {
    /// Result of a lookup.
    public enum LookupType {
      /// An address of a name.
      ADDRESS,
      /// The name of an address.
      NAME
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

  /// Client of a request, with the properties that rules and the log use.
  ///
  /// @param inbound configured address of the listener
  /// @param address address of the client
  /// @param protocol protocol of the request
  /// @param user authenticated user name, if there is one
  /// @param via line `Via` that this proxy adds to the client's requests; for a tunnel, with those that
  ///     it has come with; empty for none
  record Client(
      String inbound,
      Address address,
      ClientProtocol protocol,
      Optional<String> user,
      Optional<String> via) {
    /// A client whose requests get no `Via`.
    public Client(String inbound, Address address, ClientProtocol protocol, Optional<String> user) {
      this(inbound, address, protocol, user, Optional.empty());
    }

    /// Protocol of a request. Written as: its name in the log, such as `socks5`.
    public enum ClientProtocol {
      SOCKS4,
      SOCKS5,
      HTTP;

      @Override
      public String toString() {
        return name().toLowerCase(Locale.ROOT);
      }
    }
  }

  /// Body of an HTTP request that is forwarded.
  sealed interface RequestBody {
    /// No body, or a body of length zero.
    RequestBody EMPTY = new Buffered(ByteBuffer.allocate(0));

    /// Body that arrived completely with the head. It can be sent again on another connection.
    record Buffered(ByteBuffer bytes) implements RequestBody {
      public Buffered {
        bytes = bytes.asReadOnlyBuffer();
      }

      @Override
      public ByteBuffer bytes() {
        return bytes.duplicate();
      }
    }

    /// Body that is still to be read from the client.
    record Streamed(BodyLength length) implements RequestBody {}
  }
}
