package io.heddle.cli;

import io.heddle.address.Address;
import io.heddle.app.Terminal;
import java.io.PrintStream;
import java.util.Optional;

/// Lines after the start of a proxy on a terminal: what to do next. Programs that read the output get
/// none of them.
final class RunHints {
  private RunHints() {}

  /// @param config the configuration file, or the options that replace it; empty if there is neither
  /// @param admin the address of the admin server
  static void print(Optional<String> config, Optional<Address> admin, PrintStream out) {
    if (!Terminal.isStream(1)) {
      return;
    }
    out.println(
        "configuration  " + config.orElse("none: every request goes to its target directly"));
    out.println(
        "status page    " + admin.map(address -> "http://" + address + "/").orElse("heddle page"));
    out.println("this shell     eval \"$(heddle env)\"");
    out.println("one command    heddle exec -- curl https://example.org/");
    out.println("to end it      Ctrl-C");
    out.flush();
  }
}
