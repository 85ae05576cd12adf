package io.heddle.cli;

import io.heddle.address.Address;
import io.heddle.app.AdminEndpoint;
import io.heddle.app.Terminal;
import io.heddle.config.InboundConfig;
import io.heddle.server.ProxyServer;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Lines that a proxy prints at its start: its addresses, and, on a terminal, what to do next.
final class RunHints {
  private RunHints() {}

  /// Prints the addresses. Other programs wait for these lines, so all ports accept by now.
  static void announce(
      ProxyServer server, List<InboundConfig> inbounds, AdminEndpoint admin, PrintStream out) {
    List<Address> addresses = server.addresses();
    for (int i = 0; i < addresses.size(); i++) {
      String protocol = inbounds.get(i).protocol().name().toLowerCase(Locale.ROOT);
      String security = inbounds.get(i).tls().isPresent() ? " in TLS" : "";
      out.println("listening on " + addresses.get(i) + " (" + protocol + security + ")");
    }
    admin.address().ifPresent(address -> out.println("status page on http://" + address + "/"));
    out.flush();
  }

  /// Prints what to do next, unless a program reads the output.
  ///
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
