package io.heddle.cli.exec;

import io.heddle.app.AppException;
import io.heddle.config.file.DidYouMean;
import io.heddle.jdk.BlockingCheck;
import io.heddle.policy.PolicyEntry;
import io.heddle.policy.PolicySelection;
import io.heddle.policy.PolicySelection.SelectionMode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;

/// Options `--policy`, `--allow`, `--deny` and `--learn`: what the child process may reach.
final class PolicyArgument {
  static final String POLICY = "policy";
  static final String ALLOW = "allow";
  static final String DENY = "deny";
  static final String LEARN = "learn";

  private PolicyArgument() {}

  /// The policy, if one of the options was given.
  static Optional<PolicySelection> of(CommandLine arguments) throws AppException {
    boolean given =
        arguments.hasOption(POLICY)
            || arguments.hasOption(ALLOW)
            || arguments.hasOption(DENY)
            || arguments.hasOption(LEARN);
    return given
        ? Optional.of(
            PolicySelection.command(
                Optional.ofNullable(arguments.getOptionValue(POLICY)),
                arguments.hasOption(ALLOW)
                    ? Optional.of(entries(arguments, ALLOW))
                    : Optional.empty(),
                arguments.hasOption(DENY) ? entries(arguments, DENY) : List.of(),
                arguments.hasOption(LEARN) ? SelectionMode.LEARN : SelectionMode.ENFORCE))
        : Optional.empty();
  }

  /// Checks, before the command begins, that what it asks for can be written to a new file: one that
  /// exists may have been edited since.
  static void checkLearn(CommandLine arguments) throws AppException {
    assert BlockingCheck.isAllowed();
    String file = arguments.getOptionValue(LEARN);
    if (file == null) {
      return;
    }
    try {
      Path path = Path.of(file);
      Path folder = path.toAbsolutePath().resolveSibling("");
      if (Files.isRegularFile(path)) {
        throw AppException.badInput(
            "--learn " + file + ": the file exists; name another one, or remove it");
      }
      if (Files.isDirectory(path) || !Files.isWritable(Files.exists(path) ? path : folder)) {
        throw AppException.badInput("--learn " + file + ": the file cannot be written");
      }
    } catch (InvalidPathException e) {
      throw AppException.badInput("--learn " + file + ": not a path");
    }
  }

  /// The entries of an option, which may be given several times.
  private static List<PolicyEntry> entries(CommandLine arguments, String option)
      throws AppException {
    try {
      return PolicyEntry.parseList(String.join(",", arguments.getOptionValues(option)));
    } catch (IllegalArgumentException e) {
      throw AppException.badInput("--" + option + ": " + e.getMessage());
    }
  }

  /// Checks that a configuration has the policy that is named.
  ///
  /// @param known the names of its policies
  /// @param origin of the configuration
  static void check(Optional<PolicySelection> selection, Collection<String> known, String origin)
      throws AppException {
    Optional<String> name = selection.flatMap(PolicySelection::name);
    if (name.isPresent() && !known.contains(name.get())) {
      throw AppException.badInput(
          "--policy: there is no policy \""
              + name.get()
              + "\" in "
              + origin
              + (known.isEmpty()
                  ? ", which has no policies"
                  : ", which has " + String.join(", ", known))
              + DidYouMean.hint(name.get(), known));
    }
  }
}
