package io.heddle.cli.explain;

import io.heddle.net.SocketAddresses;
import io.heddle.trace.Step;

/// A step in words.
final class StepText {
  private StepText() {}

  /// What kind it is, in one word.
  static String kind(Step step) {
    return switch (step) {
      case Step.Resolve _ -> "resolve";
      case Step.Connect _ -> "connect";
      case Step.Secure _ -> "tls";
      case Step.Ask _ -> "ask";
    };
  }

  /// With whom or about what it is.
  static String about(Step step) {
    return switch (step) {
      case Step.Resolve(var name) -> name.toString();
      case Step.Connect(var target) -> SocketAddresses.of(target).toString();
      case Step.Secure(var hop, var server) -> hop + " as " + server.host();
      case Step.Ask(var hop) -> hop.toString();
    };
  }
}
