package io.heddle.cli.doctor;

import io.heddle.cli.command.SurroundingProxy;

/// Check of the `heddle exec` under which this process runs, whose variables are no mistake.
final class ExecCheck {
  private static final String CHECK = "exec";

  private ExecCheck() {}

  /// Whether its proxy is still there.
  ///
  /// @param serves whether it answers
  static Finding finding(SurroundingProxy around, boolean serves) {
    String where = SurroundingProxy.isIsolated() ? ", in a network namespace of its own" : "";
    return serves
        ? Finding.ok(
            CHECK,
            "this command runs under heddle exec"
                + where
                + ", by the proxy at "
                + around.listener())
        : Finding.problem(
            CHECK,
            "this command runs under heddle exec, whose proxy at "
                + around.listener()
                + " does not answer",
            "start it again, or unset HEDDLE_PROXY and the variables of the proxy");
  }

  /// What a network namespace hides.
  static Finding unseen() {
    return Finding.note(
        CHECK,
        "from a network namespace, the upstream proxies and IPv6 are not looked at;"
            + " heddle doctor outside does so");
  }
}
