package io.heddle.config.file;

import io.heddle.config.Secret;
import io.heddle.config.UsersConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reader of a mapping of user names to passwords.
///
/// @param users reader of that mapping
/// @param password format of a password
record UsersReader(MappingReader users, ValueFormat<Secret> password) {

  /// Reads the users in an entry of `parent`. Reports those with mistakes, and leaves them out.
  static UsersConfig read(
      MappingReader parent, YamlNode.MappingEntry entry, ValueFormat<Secret> password) {
    if (!(entry.value() instanceof YamlNode.Mapping users) || users.entries().isEmpty()) {
      parent.report(
          entry, "must be user names with passwords, such as {alice: \"${ALICE_PASSWORD}\"}");
      return UsersConfig.NONE;
    }
    MappingReader reader = new MappingReader(parent.path(entry.key()), users, parent.problems());
    return new UsersReader(reader, password).read(users.entries());
  }

  private UsersConfig read(List<YamlNode.MappingEntry> entries) {
    SequencedMap<String, Secret> passwords = new LinkedHashMap<>();
    for (YamlNode.MappingEntry user : entries) {
      password(user).ifPresent(secret -> passwords.put(user.key(), secret));
    }
    return new UsersConfig(passwords);
  }

  private Optional<Secret> password(YamlNode.MappingEntry user) {
    try {
      UsersConfig.checkName(user.key());
    } catch (IllegalArgumentException e) {
      users.report(user.position(), e.getMessage());
      return Optional.empty();
    }
    Optional<Secret> secret = users.hasValue(user) ? users.parse(user, password) : Optional.empty();
    try {
      secret.ifPresent(UsersConfig::checkPassword);
      return secret;
    } catch (IllegalArgumentException e) {
      users.report(user, e.getMessage());
      return Optional.empty();
    }
  }
}
