package io.heddle.config.file;

import io.heddle.config.Config;
import io.heddle.config.ConfigWarning;
import io.heddle.config.InboundConfig;
import io.heddle.config.RuleConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Warnings of user names in rules that are nearly, but not quite, those of configured users.
///
/// An unknown user is no mistake: the user of `heddle exec` has the name of its command, and only a
/// certificate authority knows the subjects that it has signed.
final class UserWarnings {
  /// The length from which one differing letter is more likely a slip than another name.
  private static final int MIN_LENGTH = 4;

  private UserWarnings() {}

  static List<ConfigWarning> of(Config config) {
    Set<String> known = new TreeSet<>();
    for (InboundConfig inbound : config.inbounds()) {
      known.addAll(inbound.users().passwords().keySet());
    }
    List<ConfigWarning> found = new ArrayList<>();
    for (int i = 0; i < config.rules().size() && !known.isEmpty(); i++) {
      RuleConfig rule = config.rules().get(i);
      for (int j = 0; j < rule.users().size(); j++) {
        check("rules[" + i + "].users[" + j + "]", rule.users().get(j), known, found);
      }
    }
    return found;
  }

  private static void check(String key, String user, Set<String> known, List<ConfigWarning> found) {
    if (user.length() >= MIN_LENGTH && !known.contains(user)) {
      known.stream()
          .filter(name -> name.length() >= MIN_LENGTH && DidYouMean.isOneSlip(user, name))
          .findFirst()
          .ifPresent(name ->
              found.add(
                  new ConfigWarning(
                      key,
                      "no listener has a user \"" + user + "\"; did you mean \"" + name + "\"?")));
    }
  }
}
