package io.heddle.server.connection;

import io.heddle.request.PrintableText;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Client;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Event of the JDK's Flight Recorder for one request, from its beginning to its end.
@Name("heddle.Connection")
@Label("Connection")
@Description("A request of a client, from its first byte to its end")
@Category("Heddle")
@StackTrace(false)
final class ConnectionEvent extends Event {
  @Label("Number")
  long id;

  private static final int MAX_NAME = 300;

  @Label("Client")
  String client;

  @Label("Process")
  String process;

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

  /// Fills the event in and commits it, if it is being recorded.
  void commit(LiveRequest ended, RequestResult result) {
    end();
    if (shouldCommit()) {
      id = ended.id();
      client = ended.client().toString();
      process = ended.process();
      ended.proxyRequest().ifPresent(this::describe);
      ended.route().ifPresent(route -> rule = route.rule());
      ended.upstreamPath().ifPresent(path -> outbound = path);
      outcome = result.outcome();
      upload = ended.traffic().upload().get();
      download = ended.traffic().download().get();
      commit();
    }
  }

  private void describe(ProxyRequest request) {
    Client requester = request.client();
    // jfr prints it to a terminal.
    user = requester.user().map(name -> PrintableText.of(name, MAX_NAME)).orElse("");
    protocol = requester.protocol().toString();
    target = request.target().toString();
  }
}
