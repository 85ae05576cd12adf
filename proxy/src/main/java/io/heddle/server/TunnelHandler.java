package io.heddle.server;

import io.heddle.net.Connection;
import io.heddle.net.Traffic;
import io.heddle.relay.Relay;

/// Handling of a tunnel once it is open.
record TunnelHandler(ListenerContext context, Connection client, LiveConnection live) {

  /// Relays between the client and `server`, which the caller closes, until the tunnel ends.
  Relay.Outcome relay(Connection server) {
    Traffic traffic = live.traffic();
    RelayEvent event = new RelayEvent();
    event.begin();
    Relay.Outcome outcome =
        new Relay(
                client,
                server,
                traffic,
                context.timeouts().relay(),
                context.runtime().copyStrategy())
            .run(context.runtime().idleWatch());
    event.end();
    if (event.shouldCommit()) {
      event.id = live.id();
      event.upload = traffic.upload().get();
      event.download = traffic.download().get();
      event.outcome = outcome.name();
      event.commit();
    }
    return outcome;
  }
}
