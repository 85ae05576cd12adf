package io.heddle.server;

import io.heddle.inbound.ClientMessage;
import io.heddle.inbound.Handshake;
import io.heddle.inbound.Sniffer;
import io.heddle.net.Connection;
import io.heddle.net.LingeringClose;
import io.heddle.net.scheduler.YieldBudget;
import io.heddle.outbound.Outbound;
import io.heddle.request.ConnectionDisposition;
import io.heddle.request.Network;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.route.Route;
import io.heddle.time.Deadline;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/// The story of one connection: sniff, handshake, route, then dial, reply, relay, or forward; and
/// again, while the client's protocol has more.
final class ConnectionHandler {
  private final Supplier<ListenerContext> present;
  private final Connection client;
  private final LiveConnection live;
  private ListenerContext duty;
  private final YieldBudget turn = new YieldBudget();
  private Optional<Connection> server = Optional.empty();

  /// @param present asked for each request; what is under way goes on as it began
  ConnectionHandler(Supplier<ListenerContext> present, Connection client, LiveConnection live) {
    this.present = present;
    this.duty = present.get();
    this.client = client;
    this.live = live;
  }

  /// Serves the client to the end, in the time of its handshake first; the caller closes its
  /// connection.
  ///
  /// @throws IOException if the client is gone or too slow, or the thread was interrupted
  void run() throws IOException {
    Handshake handshake;
    try {
      handshake = Sniffer.sniff(client, () -> present.get().inbound());
    } catch (MalformedException e) {
      ConnectionLog.refused(live, malformed(e));
      return;
    }
    ConnectionDisposition next;
    do {
      next = serveNext(handshake);
    } while (next == ConnectionDisposition.NEXT_REQUEST && rest());
    switch (next) {
      case LINGERING_CLOSE -> LingeringClose.await(client);
      case TUNNEL -> relay();
      case CLOSE, NEXT_REQUEST -> {}
    }
  }

  /// Called from [#run], since a stack keeps its size while its thread waits.
  private void relay() {
    try (Connection target = server.orElseThrow()) {
      ConnectionLog.ended(live, services().relay(client, target, live));
    }
  }

  /// Waits for the next request; its head then has the time of a handshake.
  private boolean rest() throws IOException {
    if (client.reader().buffered() > 0) {
      // It has sent many at once, perhaps.
      turn.yieldIfSpent();
    } else {
      turn.reset();
    }
    boolean more = KeepAliveWait.awaitRequest(client, live, services());
    client.deadline(Deadline.after(services().timeouts().handshake()));
    return more;
  }

  private ConnectionDisposition serveNext(Handshake handshake) throws IOException {
    try {
      return switch (handshake.next()) {
        case ClientMessage.ReceivedRequest(var request) -> serve(handshake, request);
        case ClientMessage.AnsweredLocally answered -> {
          ConnectionLog.answered(live, answered);
          yield after(handshake);
        }
        case ClientMessage.EndOfRequests() -> after(handshake);
      };
    } catch (MalformedException e) {
      return refuse(handshake, malformed(e));
    } catch (RefusedException e) {
      return refuse(handshake, e.refusal());
    }
  }

  private ConnectionDisposition serve(Handshake handshake, ProxyRequest request)
      throws RefusedException, MalformedException, IOException {
    duty = present.get();
    live.begin(request);
    services().connections().check(live);
    return switch (request) {
      case Tunnel tunnel -> tunnel(handshake, tunnel);
      case Forward forward -> new ForwardHandler(duty, client, live).run(forward, route(forward));
      case Associate associate -> associate(handshake, associate);
    };
  }

  private Services services() {
    return duty.services();
  }

  private Outbound route(ProxyRequest request) throws IOException {
    Route route = services().route(Network.TCP, request);
    live.route(route);
    return services().outbounds().get(route.outbound());
  }

  private ConnectionDisposition tunnel(Handshake handshake, Tunnel tunnel)
      throws RefusedException, IOException {
    Outbound outbound = route(tunnel);
    Connection target =
        new UpstreamConnector(outbound, client, services(), live).connect(tunnel).connection();
    try {
      handshake.grant(target.local());
      client.deadline(Deadline.NONE);
      server = Optional.of(target);
      return ConnectionDisposition.TUNNEL;
    } finally {
      if (server.isEmpty()) {
        target.close();
      }
    }
  }

  private ConnectionDisposition associate(Handshake handshake, Associate request)
      throws RefusedException, IOException {
    new AssociateHandler(duty, client, live).run(handshake, request);
    return ConnectionDisposition.CLOSE;
  }

  private ConnectionDisposition refuse(Handshake handshake, Refusal refusal) throws IOException {
    ConnectionLog.refused(live, refusal);
    client.deadline(Deadline.after(services().timeouts().handshake()));
    handshake.refuse(refusal);
    return after(handshake);
  }

  /// What follows a request that has been answered by the handshake itself.
  private static ConnectionDisposition after(Handshake handshake) {
    return handshake.isOver()
        ? ConnectionDisposition.LINGERING_CLOSE
        : ConnectionDisposition.NEXT_REQUEST;
  }

  private static Refusal malformed(MalformedException e) {
    return new Refusal(Reason.MALFORMED, e.getMessage());
  }
}
