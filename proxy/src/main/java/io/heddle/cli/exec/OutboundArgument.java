package io.heddle.cli.exec;

import io.heddle.app.AppException;
import io.heddle.config.Config;
import io.heddle.config.file.DidYouMean;
import io.heddle.server.ActiveConfiguration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.commons.cli.CommandLine;

/// Option `--outbound NAME`: all requests go to this outbound, whatever the rules say.
final class OutboundArgument {
  static final String NAME = "outbound";

  /// The name of the rule in the log.
  private static final String RULE = "--outbound";

  private OutboundArgument() {}

  /// The name of the outbound, if one was given.
  static Optional<String> of(CommandLine arguments) {
    return Optional.ofNullable(arguments.getOptionValue(NAME));
  }

  /// Derives the configuration of a child process with this option from that of the proxy.
  static UnaryOperator<ActiveConfiguration> view(Optional<String> outbound) {
    return outbound
        .<UnaryOperator<ActiveConfiguration>>map(name -> all -> all.allTo(name, RULE))
        .orElse(UnaryOperator.identity());
  }

  /// Checks that a running proxy has the outbound.
  static void check(Optional<String> outbound, ActiveConfiguration current) throws AppException {
    check(outbound, current.outbounds().keySet());
  }

  /// Checks that a configuration has the outbound.
  static void check(Optional<String> outbound, Config config) throws AppException {
    Set<String> known = new TreeSet<>(Set.of(Config.DIRECT, Config.BLOCK));
    config.outbounds().forEach(one -> known.add(one.name()));
    check(outbound, known);
  }

  private static void check(Optional<String> outbound, Set<String> known) throws AppException {
    String name = outbound.orElse(Config.DIRECT);
    if (!known.contains(name)) {
      throw AppException.badInput(
          "--outbound: there is no outbound \"" + name + "\"" + DidYouMean.hint(name, known));
    }
  }
}
