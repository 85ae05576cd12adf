package io.heddle.server;

import io.heddle.net.Connection;
import io.heddle.net.Traffic;
import io.heddle.relay.Relay;
import io.heddle.server.connection.LiveRequest;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Handling of a tunnel once it is open.
record TunnelHandler(ListenerContext context, Connection client, LiveRequest live) {

  /// Relays between the client and `server`, which the caller closes, until the tunnel ends.
  Relay.Outcome relay(Connection server) {
    live.markRelaying();
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
  }
}
