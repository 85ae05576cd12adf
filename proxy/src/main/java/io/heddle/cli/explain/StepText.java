package io.heddle.cli.explain;

import io.heddle.net.Sockets;
import io.heddle.trace.Tracing.Step;

/// Text of a step.
final class StepText {
  private StepText() {}

  /// The kind of a step in one word.
  static String kind(Step step) {
    return switch (step) {
      case Step.Resolve _ -> "resolve";
      case Step.Connect _ -> "connect";
      case Step.TlsHandshake _ -> "tls";
      case Step.RequestTunnel _, Step.RequestForward _ -> "ask";
      case Step.AskScript _ -> "pac";
      case Step.Authenticate _ -> "auth";
      case Step.InjectFault _ -> "fault";
    };
  }

  /// The peer or the name that a step is about.
  static String subject(Step step) {
    return switch (step) {
      case Step.Resolve(var name) -> name.toString();
      case Step.Connect(var target) -> Sockets.of(target).toString();
      case Step.TlsHandshake(var hop, var server) -> hop + " as " + server.host();
      case Step.RequestTunnel(var hop) -> hop.toString();
      case Step.RequestForward(var hop) -> hop.toString();
      case Step.AskScript(var outbound, var url) -> url + " for " + outbound;
      case Step.Authenticate(var hop, var scheme) -> scheme + " with " + hop;
      case Step.InjectFault(var rule, var fault) -> fault + " of " + rule;
    };
  }
}
