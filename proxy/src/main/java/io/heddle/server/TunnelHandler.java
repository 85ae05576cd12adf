package io.heddle.server;

import io.heddle.address.Endpoint;
import io.heddle.inbound.Handshake;
import io.heddle.inbound.SelfDescription;
import io.heddle.net.Connection;
import io.heddle.outbound.Outbound;
import io.heddle.policy.PolicyEnforcer;
import io.heddle.relay.FirstBytes;
import io.heddle.relay.Relay;
import io.heddle.request.LocalRequest;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.RefusedException;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.connection.RequestResult;
import io.heddle.server.connection.RequestResult.AnsweredByProxy;
import io.heddle.server.connection.RequestResult.EndedBy;
import io.heddle.server.connection.RequestResult.RelayEnded;
import io.heddle.server.connection.RequestResult.TunnelDenied;
import io.heddle.time.Deadline;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.Optional;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Handling of one tunnel: connect, reply, relay.
record TunnelHandler(ListenerContext context, Connection client, LiveRequest request) {

  /// Opens the tunnel and tells the client.
  ///
  /// @return to relay it
  /// @throws RefusedException if there is no connection to the target
  /// @throws IOException if the client is gone, or the thread was interrupted
  ConnectionAction open(Handshake handshake, Tunnel tunnel, Outbound outbound)
      throws RefusedException, IOException {
    if (SelfDescription.isAbout(tunnel.target())) {
      return describeProxy(handshake, tunnel);
    }
    Connection server =
        new UpstreamConnector(outbound, client, context, request).connect(tunnel).connection();
    try {
      handshake.grant(server.local());
      return new ConnectionAction.RelayTunnel(this, server);
    } catch (IOException | RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  /// Opens a tunnel to the proxy itself, and answers the request in it.
  private ConnectionAction describeProxy(Handshake handshake, Tunnel tunnel)
      throws RefusedException, IOException {
    SelfDescription.checkTunnel(tunnel.target());
    handshake.grant(client.local());
    try {
      SelfDescription answer =
          SelfDescription.answer(tunnel.client(), client, context.inbound().headLimit());
      request.end(new AnsweredByProxy(answer.localRequest(tunnel.target()), answer.status()));
    } catch (MalformedException e) {
      String target = tunnel.target().toString();
      var connect = new LocalRequest(tunnel.client(), "CONNECT", target, "", target);
      request.end(new AnsweredByProxy(connect, 400));
    }
    return new ConnectionAction.LingerThenClose();
  }

  /// Relays between the client and `server`, which it closes, until the tunnel ends.
  void relay(Connection server) {
    try (server) {
      client.deadline(Deadline.NONE);
      request.markRelaying();
      Optional<RelayEvent> event = beginEvent();
      Optional<ClientHelloCheck> check = clientHelloCheck();
      Relay relay = newRelay(server, check);
      // Here, since a stack keeps its size while its thread waits.
      Relay.EndReason outcome = relay.run(context.runtime().idleWatch());
      if (event.isPresent()) {
        event.get().commit(request, outcome);
      }
      request.end(
          outcome == Relay.EndReason.DENIED
              ? denied(check.orElseThrow())
              : RelayEnded.of(outcome, endedBy(relay, outcome), request));
    }
  }

  private Relay newRelay(Connection server, Optional<ClientHelloCheck> check) {
    return new Relay(
        client,
        server,
        request.traffic(),
        context.timeouts().relay(),
        context.runtime().copyStrategy(),
        check.map(FirstBytes.class::cast));
  }

  /// The check of the first bytes; empty if no policy demands it.
  private Optional<ClientHelloCheck> clientHelloCheck() {
    Optional<PolicyEnforcer> policy = context.inbound().policy();
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    Endpoint target = request.proxyRequest().orElseThrow().target();
    return policy.get().policy().checksServerName(target)
        ? Optional.of(new ClientHelloCheck(policy.get(), target))
        : Optional.empty();
  }

  private RequestResult denied(ClientHelloCheck check) {
    if (request.traffic().download().get() == 0) {
      ClientHelloCheck.alert(client);
    } else {
      client.resetOnClose();
    }
    return new TunnelDenied(check.refusal());
  }

  private static EndedBy endedBy(Relay relay, Relay.EndReason outcome) {
    return switch (outcome) {
      case CLOSED -> relay.endedByClient() ? EndedBy.CLIENT : EndedBy.SERVER;
      case CLIENT_RESET -> EndedBy.CLIENT;
      case SERVER_RESET -> EndedBy.SERVER;
      case IDLE, SHUTDOWN, FAULT, DENIED, BROKEN -> EndedBy.PROXY;
    };
  }

  /// Begins the event of a relay; empty while nobody records.
  private static Optional<RelayEvent> beginEvent() {
    if (!FlightRecorder.isInitialized()) {
      return Optional.empty();
    }
    RelayEvent event = new RelayEvent();
    event.begin();
    return Optional.of(event);
  }

  /// Event of the JDK's Flight Recorder for the time in which bytes go both ways.
  @Name("heddle.Relay")
  @Label("Relay")
  @Description("A tunnel from the reply to its end")
  @Category("Heddle")
  @StackTrace(false)
  static final class RelayEvent extends Event {
    @Label("Number of the connection")
    long id;

    @Label("Upload")
    long upload;

    @Label("Download")
    long download;

    @Label("Outcome")
    String outcome;

    void commit(LiveRequest relayed, Relay.EndReason end) {
      end();
      if (shouldCommit()) {
        id = relayed.id();
        upload = relayed.traffic().upload().get();
        download = relayed.traffic().download().get();
        outcome = end.name();
        commit();
      }
    }
  }
}
