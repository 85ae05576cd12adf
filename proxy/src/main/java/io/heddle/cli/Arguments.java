package io.heddle.cli;

import io.heddle.config.file.DidYouMean;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/// Parses the arguments of a command strictly: no abbreviated options, no stray words.
final class Arguments {
  private Arguments() {}

  static CommandLine parse(Command command, String[] arguments) throws CommandException {
    Options options = command.options().addOption("h", "help", false, "");
    String see = see(command.name());
    try {
      CommandLine parsed =
          DefaultParser.builder()
              .setAllowPartialMatching(false)
              .setStripLeadingAndTrailingQuotes(false)
              .get()
              .parse(options, arguments);
      if (!parsed.getArgList().isEmpty()) {
        String stray = parsed.getArgList().getFirst();
        throw CommandException.usage("unexpected argument \"" + stray + "\"" + see);
      }
      return parsed;
    } catch (UnrecognizedOptionException e) {
      throw CommandException.usage(
          "unknown option \""
              + e.getOption()
              + "\""
              + DidYouMean.hint(withoutValue(e.getOption()), names(options))
              + see);
    } catch (MissingArgumentException e) {
      throw CommandException.usage("--" + e.getOption().getLongOpt() + " needs a value" + see);
    } catch (ParseException e) {
      throw CommandException.usage(e.getMessage() + see);
    }
  }

  /// Where to read more, on a line of its own.
  static String see(String command) {
    return "\nSee: heddle " + (command.isEmpty() ? "" : command + " ") + "--help";
  }

  /// An option with a value.
  static Option option(String name) {
    return Option.builder().longOpt(name).hasArg().get();
  }

  private static String withoutValue(String option) {
    return option.contains("=") ? option.substring(0, option.indexOf('=')) : option;
  }

  private static List<String> names(Options options) {
    return options.getOptions().stream().map(option -> "--" + option.getLongOpt()).toList();
  }
}
