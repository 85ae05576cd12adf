package io.heddle.cli.command;

import io.heddle.address.Address;
import io.heddle.app.AppException;
import io.heddle.app.ListFileCheck;
import io.heddle.config.AdminConfig;
import io.heddle.config.BadValueException;
import io.heddle.config.Config;
import io.heddle.config.InboundConfig;
import io.heddle.config.ListValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;

/// Option `--listen ADDR`, which replaces the configured inbounds.
public final class ListenArgument {
  public static final String NAME = "listen";

  /// Option `--admin ADDR`, which replaces the configured address of the admin server.
  public static final String ADMIN = "admin";

  private ListenArgument() {}

  /// The configuration of `--config`, or that of `--via`, or the installed one, or else the default,
  /// with the inbounds of `--listen` and the admin server of `--admin` if those were given.
  public static Config config(CommandLine arguments) throws AppException {
    return config(arguments, ListFileCheck::check);
  }

  /// The same.
  ///
  /// @param lists reads or checks the files of its lists
  public static Config config(CommandLine arguments, ListValidator lists) throws AppException {
    Optional<Config> via = ViaArgument.load(arguments);
    Config config = via.isPresent() ? via.get() : ConfigArgument.loadOrInstalled(arguments, lists);
    String[] listen = arguments.getOptionValues(NAME);
    return withAdmin(
        listen == null ? config : withInbounds(config, listen), arguments.getOptionValue(ADMIN));
  }

  private static Config withInbounds(Config config, String[] listen) throws AppException {
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

  private static Config withAdmin(Config config, String address) throws AppException {
    if (address == null) {
      return config;
    }
    try {
      AdminConfig admin =
          new AdminConfig(Optional.of(Address.parse(address)), config.admin().password());
      return config.withAdmin(admin);
    } catch (IllegalArgumentException e) {
      throw AppException.badInput("--admin " + address + ": " + e.getMessage());
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
