package io.heddle.server;

import io.heddle.request.Client;
import io.heddle.request.ProxyRequest;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A request from its head to its end, for the JDK's Flight Recorder.
@Name("heddle.Connection")
@Label("Connection")
@Description("A request of a client, from its first byte to its end")
@Category("Heddle")
@StackTrace(false)
final class ConnectionEvent extends Event {
  @Label("Number")
  long id;

  @Label("Client")
  String client;

  @Label("User")
  String user;

  @Label("Protocol")
  String protocol;

  @Label("Target")
  String target;

  @Label("Rule")
  String rule;

  @Label("Outbound")
  String outbound;

  @Label("Outcome")
  String outcome;

  @Label("Upload")
  long upload;

  @Label("Download")
  long download;

  /// Fills it in and commits it.
  void commit(LiveConnection connection, RequestResult ending) {
    end();
    if (shouldCommit()) {
      id = connection.id();
      client = connection.client().toString();
      connection.request().ifPresent(this::describe);
      connection
          .route()
          .ifPresent(route -> {
            rule = route.rule();
            outbound = route.outbound();
          });
      outcome = ending.outcome();
      upload = connection.traffic().upload().get();
      download = connection.traffic().download().get();
      commit();
    }
  }

  private void describe(ProxyRequest request) {
    Client asker = request.client();
    user = asker.user().orElse("");
    protocol = asker.protocol().toString();
    target = request.target().toString();
  }
}
