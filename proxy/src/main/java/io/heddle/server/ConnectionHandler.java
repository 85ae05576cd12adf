package io.heddle.server;

import io.heddle.inbound.ClientMessage;
import io.heddle.inbound.Handshake;
import io.heddle.inbound.Handshake.RoutingSummary;
import io.heddle.inbound.Sniffer;
import io.heddle.net.Connection;
import io.heddle.net.IdleWatch;
import io.heddle.net.LingeringClose;
import io.heddle.net.MemoryBudget;
import io.heddle.net.scheduler.Schedulers.YieldBudget;
import io.heddle.outbound.Outbound;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.ResolveRequest;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.Refusal;
import io.heddle.request.RefusedException;
import io.heddle.request.TransportProtocol;
import io.heddle.server.connection.KeepAliveWait;
import io.heddle.server.connection.LiveConnection;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.connection.RequestResult.AnsweredByProxy;
import io.heddle.server.connection.RequestResult.RequestRefused;
import io.heddle.time.Deadline;
import io.heddle.trace.Tracing;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.tinylog.Logger;

/// Handling of one client connection, or of one stream of an HTTP/2 connection.
///
///     sniff ─▶ handshake ─▶ route ─▶ connect ─▶ reply ─▶ relay
///                  ▲           └───▶ forward
///                  └─ keep-alive ────────┘
///
/// @param listener asked for its current context at each request
/// @param client closed by the caller
/// @param memory for long heads; released after each request
record ConnectionHandler(
    Supplier<ListenerContext> listener,
    Connection client,
    LiveConnection connection,
    MemoryBudget.Share memory) {

  ConnectionHandler(
      Supplier<ListenerContext> listener, Connection client, LiveConnection connection) {
    this(listener, client, connection, listener.get().runtime().headMemory().share());
  }

  /// Serves the client to the end. The caller has set the deadline of the handshake.
  ///
  /// @throws IOException if the client is gone or too slow, or the thread was interrupted
  void run() throws IOException {
    Handshake handshake;
    try {
      handshake = Sniffer.sniff(client, () -> listener.get().inbound(), memory);
    } catch (MalformedException e) {
      connection.request().end(new RequestRefused(Refusal.of(e)));
      return;
    }
    YieldBudget budget = new YieldBudget();
    ConnectionAction next = serveNext(handshake);
    while (next instanceof ConnectionAction.AwaitRequest && awaitRequest(budget)) {
      next = serveNext(handshake);
    }
    // Here and not in serveNext(), since a stack keeps its size while its thread waits.
    if (next instanceof ConnectionAction.RelayTunnel(TunnelHandler handler, Connection server)) {
      handler.relay(server);
    } else if (next instanceof ConnectionAction.LingerThenClose) {
      LingeringClose.await(client);
    }
  }

  private ConnectionAction serveNext(Handshake handshake) throws IOException {
    try {
      ClientMessage message = handshake.next();
      if (message instanceof ClientMessage.ReceivedRequest(ProxyRequest request)) {
        return serve(handshake, request);
      }
      if (message instanceof ClientMessage.AnsweredLocally answered) {
        connection.request().end(new AnsweredByProxy(answered.request(), answered.status()));
      }
      return after(handshake);
    } catch (MalformedException e) {
      return refuse(handshake, Refusal.of(e));
    } catch (RefusedException e) {
      return refuse(handshake, e.refusal());
    } catch (RuntimeException | Error e) {
      return answerFailure(handshake, e);
    } finally {
      handshake.forgetRequest();
      memory.release();
    }
  }

  private ConnectionAction serve(Handshake handshake, ProxyRequest received)
      throws RefusedException, MalformedException, IOException {
    ListenerContext context = listener.get();
    LiveRequest request = connection.request();
    request.markReceived(received);
    if (connection.refusal().isPresent()) {
      throw new RefusedException(connection.refusal().get());
    }
    if (received instanceof Associate associate) {
      return new AssociateHandler(context, client, request).run(handshake, associate);
    }
    context.admit(received);
    Routing.Decision decision =
        Tracing.with(
            request.timeline(), () -> context.route(TransportProtocol.TCP, received, connection));
    request.setRoute(decision.route());
    context.routing().hits().count(decision.route().rule());
    Outbound outbound = context.routing().outbound(decision.route(), context.runtime());
    if (received instanceof Tunnel tunnel) {
      return new TunnelHandler(context, client, request)
          .open(handshake, tunnel.withResolution(decision.resolution()), outbound);
    }
    return received instanceof Forward forward
        ? new ForwardHandler(context, client, request, memory)
            .run(forward.withResolution(decision.resolution()), outbound)
        : new ResolveHandler(context, request)
            .run(handshake, (ResolveRequest) received, decision.resolution(), outbound);
  }

  /// Answers a request that a fault of the proxy has ended, unless its answer has begun: then the
  /// stream must not look complete.
  private ConnectionAction answerFailure(Handshake handshake, Throwable fault) throws IOException {
    if (connection.current().filter(LiveRequest::isUnanswered).isEmpty()) {
      client.resetOnClose();
      throw new IllegalStateException("after the answer had begun", fault);
    }
    Logger.error(fault, "connection #{} failed", connection.id());
    return refuse(handshake, Refusal.ofFault(fault, "connection #" + connection.id()));
  }

  private ConnectionAction refuse(Handshake handshake, Refusal refusal) throws IOException {
    LiveRequest request = connection.request();
    request.end(new RequestRefused(refusal));
    setHandshakeDeadline();
    String path = request.upstreamPath().orElse("");
    handshake.refuse(refusal, request.route().map(r -> new RoutingSummary(r.rule(), path)));
    return after(handshake);
  }

  /// The step after a request that the handshake itself has answered.
  private static ConnectionAction after(Handshake handshake) {
    return handshake.isOver()
        ? new ConnectionAction.LingerThenClose()
        : new ConnectionAction.AwaitRequest();
  }

  /// Waits for the next request; its head then has the time of a handshake.
  private boolean awaitRequest(YieldBudget budget) throws IOException {
    ListenerContext context = listener.get();
    IdleWatch watch = context.runtime().idleWatch();
    Duration limit = context.timeouts().relay().idle();
    boolean arrived = KeepAliveWait.awaitRequest(client, connection, budget, watch, limit);
    setHandshakeDeadline();
    return arrived;
  }

  private void setHandshakeDeadline() {
    client.deadline(Deadline.after(listener.get().timeouts().handshake()));
  }
}
