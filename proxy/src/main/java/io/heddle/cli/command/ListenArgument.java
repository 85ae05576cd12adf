package io.heddle.cli.command;

import io.heddle.address.Address;
import io.heddle.app.AppException;
import io.heddle.app.ListFileCheck;
import io.heddle.config.BadValueException;
import io.heddle.config.Config;
import io.heddle.config.InboundConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.cli.CommandLine;

/// Option `--listen ADDR`, which replaces the configured inbounds.
public final class ListenArgument {
  public static final String NAME = "listen";

  private ListenArgument() {}

  /// The configuration of `--config`, or else the installed one, or else the default, with the
  /// inbounds of `--listen` if that was given.
  public static Config config(CommandLine arguments) throws AppException {
    return config(arguments, ListFileCheck::check);
  }

  /// The same.
  ///
  /// @param lists reads or checks the files of its lists, and throws a [BadValueException]
  public static Config config(CommandLine arguments, Consumer<Config> lists) throws AppException {
    Config config = ConfigArgument.loadOrInstalled(arguments, lists);
    String[] listen = arguments.getOptionValues(NAME);
    if (listen == null) {
      return config;
    }
    List<InboundConfig> inbounds = new ArrayList<>();
    for (String address : listen) {
      inbounds.add(inbound(address));
    }
    try {
      return config.withInbounds(inbounds);
    } catch (BadValueException e) {
      throw AppException.badInput("--listen: " + e.getMessage());
    }
  }

  private static InboundConfig inbound(String address) throws AppException {
    try {
      return InboundConfig.mixed(Address.parse(address));
    } catch (IllegalArgumentException e) {
      throw AppException.badInput("--listen " + address + ": " + e.getMessage());
    }
  }
}
