package io.heddle.cli.command;

import io.heddle.config.file.DidYouMean;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/// Advice for an option or argument that a command does not know, in the words of other programs.
///
/// @param options those of the command
record OptionGuess(Options options) {
  /// The advice after the complaint about an unknown option; empty if nothing fits.
  ///
  /// @param further the arguments after it
  String option(String option, List<String> further) {
    String name = option.contains("=") ? option.substring(0, option.indexOf('=')) : option;
    if (options.hasLongOption(ListenArgument.NAME)
        && (name.equals("--port") || name.equals("-p"))) {
      String value =
          name.equals(option)
              ? further.stream().findFirst().orElse("PORT")
              : option.substring(name.length() + 1);
      return listen(value);
    }
    if (options.hasLongOption(ListenArgument.ADMIN)) {
      switch (name) {
        case "-d", "--daemon", "--background", "--detach" -> {
          return "; it stays in the foreground; scripts/install makes a service of it";
        }
        case "-v", "--verbose", "--debug" -> {
          return "; for a longer log, write log: {level: debug} in the configuration";
        }
        default -> {}
      }
    }
    return initial(name)
        .orElseGet(() -> DidYouMean.hint(name, names().map(one -> "--" + one).toList()));
  }

  /// The only option that begins with the letter of a short one.
  private Optional<String> initial(String name) {
    if (name.length() != 2 || name.startsWith("--")) {
      return Optional.empty();
    }
    List<String> those = names().filter(one -> one.charAt(0) == name.charAt(1)).toList();
    return those.size() == 1 ? Optional.of("; write --" + those.getFirst()) : Optional.empty();
  }

  private Stream<String> names() {
    return options.getOptions().stream().map(Option::getLongOpt);
  }

  /// The advice after the complaint about an argument; empty if nothing fits.
  String argument(String word, CommandLine parsed) {
    if ((word.endsWith(".yaml") || word.endsWith(".yml")) && lacks(ConfigArgument.NAME, parsed)) {
      return "; for a configuration, write --config " + word;
    }
    boolean address =
        !word.isEmpty() && word.substring(word.lastIndexOf(':') + 1).matches("\\d{1,5}");
    return address && lacks(ListenArgument.NAME, parsed) ? listen(word) : "";
  }

  private boolean lacks(String name, CommandLine parsed) {
    return options.hasLongOption(name) && !parsed.hasOption(name);
  }

  private static String listen(String value) {
    boolean port = value.equals("PORT") || value.chars().allMatch(Character::isDigit);
    return "; write --listen " + (port ? "127.0.0.1:" : "") + value;
  }
}
