package io.heddle.cli.exec;

import io.heddle.app.AppException;
import io.heddle.config.file.DidYouMean;
import io.heddle.policy.PolicyEntry;
import io.heddle.policy.PolicySelection;
import io.heddle.policy.PolicySelection.SelectionMode;
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
  static void check(Optional<PolicySelection> selection, Collection<String> known)
      throws AppException {
    Optional<String> name = selection.flatMap(PolicySelection::name);
    if (name.isPresent() && !known.contains(name.get())) {
      throw AppException.badInput(
          "--policy: there is no policy \""
              + name.get()
              + "\""
              + DidYouMean.hint(name.get(), known));
    }
  }
}
