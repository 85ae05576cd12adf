package io.heddle.cli.command;

import io.heddle.config.Config;
import io.heddle.config.file.DidYouMean;
import io.heddle.server.Services;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.commons.cli.CommandLine;

/// The option `--outbound NAME`: everything goes this way, whatever the rules say.
public final class OutboundArgument {
  public static final String NAME = "outbound";

  /// What the log says has chosen the way.
  private static final String RULE = "--outbound";

  private OutboundArgument() {}

  public static Optional<String> of(CommandLine arguments) {
    return Optional.ofNullable(arguments.getOptionValue(NAME));
  }

  /// What of a proxy's services a command sees for which this was said.
  ///
  /// @param present to have the outbound
  public static UnaryOperator<Services> view(Optional<String> outbound, Services present)
      throws CommandException {
    check(outbound, present.outbounds().keySet());
    return outbound
        .<UnaryOperator<Services>>map(name -> services -> services.allTo(name, RULE))
        .orElse(UnaryOperator.identity());
  }

  /// The same, to be known before anything is started.
  public static void check(Optional<String> outbound, Config config) throws CommandException {
    Set<String> known = new TreeSet<>(Set.of(Config.DIRECT, Config.BLOCK));
    config.outbounds().forEach(one -> known.add(one.name()));
    check(outbound, known);
  }

  private static void check(Optional<String> outbound, Set<String> known) throws CommandException {
    String name = outbound.orElse(Config.DIRECT);
    if (!known.contains(name)) {
      throw CommandException.usage(
          "--outbound: there is no outbound \"" + name + "\"" + DidYouMean.hint(name, known));
    }
  }
}
