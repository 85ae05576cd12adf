package io.heddle.cli.command;

import io.heddle.app.AppException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/// Parser of the arguments of a command. It is strict: no abbreviated options, and no positional
/// arguments for a command that takes none.
public final class Arguments {
  /// Mark of an option that may be given several times, in the place of the unused description.
  private static final String REPEATABLE = "repeatable";

  private Arguments() {}

  public static CommandLine parse(Command command, String[] arguments) throws AppException {
    Options options = command.options().addOption("h", "help", false, "");
    String hint = helpHint(command.name());
    try {
      CommandLine parsed =
          DefaultParser.builder()
              .setAllowPartialMatching(false)
              .setStripLeadingAndTrailingQuotes(false)
              .get()
              .parse(options, arguments, command.positionalArgs() == PositionalArgs.PROGRAM);
      checkRepetition(parsed, hint);
      check(command, parsed, options);
      return parsed;
    } catch (UnrecognizedOptionException e) {
      throw unknown(command, e.getOption(), after(e.getOption(), arguments), options);
    } catch (MissingArgumentException e) {
      throw AppException.badInput("--" + e.getOption().getLongOpt() + " needs a value" + hint);
    } catch (ParseException e) {
      throw AppException.badInput(e.getMessage() + hint);
    }
  }

  /// Refuses a second value of an option: it would be ignored. A flag says the same twice.
  private static void checkRepetition(CommandLine parsed, String hint) throws AppException {
    for (Option option : parsed.getOptions()) {
      if (option.hasArg()
          && !REPEATABLE.equals(option.getDescription())
          && parsed.getOptionValues(option).length > 1) {
        throw AppException.badInput("--" + option.getLongOpt() + " is given twice" + hint);
      }
    }
  }

  private static void check(Command command, CommandLine parsed, Options options)
      throws AppException {
    List<String> words = parsed.getArgList();
    if (words.isEmpty()) {
      return;
    }
    switch (command.positionalArgs()) {
      case NONE ->
          throw AppException.badInput(
              "unexpected argument \""
                  + words.getFirst()
                  + "\""
                  + new OptionGuess(options).argument(words.getFirst(), parsed)
                  + helpHint(command.name()));
      case WORDS -> {}
      case PROGRAM -> {
        // Where a program is expected, the parser takes an unknown option for its name.
        if (words.getFirst().startsWith("-")) {
          throw unknown(command, words.getFirst(), words.subList(1, words.size()), options);
        }
      }
    }
  }

  private static AppException unknown(
      Command command, String option, List<String> further, Options options) {
    return AppException.badInput(
        "unknown option \""
            + option
            + "\""
            + new OptionGuess(options).option(option, further)
            + helpHint(command.name()));
  }

  /// A line that names the help of a command.
  ///
  /// @param command empty for the help of the program
  public static String helpHint(String command) {
    return "\nSee: heddle " + (command.isEmpty() ? "" : command + " ") + "--help";
  }

  /// The complaint about a word of the command line, which names it once.
  public static String complaint(String word, IllegalArgumentException fault) {
    String message = fault.getMessage();
    return message.contains("\"" + word + "\"") ? message : word + ": " + message;
  }

  /// An option with a value.
  public static Option option(String name) {
    return Option.builder().longOpt(name).hasArg().get();
  }

  /// An option with a value that may be given several times.
  public static Option repeatableOption(String name) {
    return Option.builder().longOpt(name).hasArg().desc(REPEATABLE).get();
  }

  /// An option without a value.
  public static Option flag(String name) {
    return Option.builder().longOpt(name).get();
  }

  private static List<String> after(String option, String... arguments) {
    List<String> all = List.of(arguments);
    return all.subList(all.indexOf(option) + 1, all.size());
  }
}
