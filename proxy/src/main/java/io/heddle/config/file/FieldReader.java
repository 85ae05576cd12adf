package io.heddle.config.file;

import io.heddle.config.BadValueException;
import io.heddle.config.Secret;
import io.heddle.config.UnknownNameException;
import io.heddle.config.UsersConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Takes values from a mapping of a file, and notes every mistake instead of stopping at it.
final class FieldReader implements FieldVisitor {
  private final String path;
  private final YamlNode.Mapping mapping;
  private final List<ConfigProblem> problems;
  private final Set<String> knownKeys = new LinkedHashSet<>();
  private final Set<String> missingKeys = new LinkedHashSet<>();

  private FieldReader(String path, YamlNode.Mapping mapping, List<ConfigProblem> problems) {
    this.path = path;
    this.mapping = mapping;
    this.problems = problems;
  }

  /// Reads a whole mapping, and notes the keys in it that nobody asked for.
  ///
  /// @param path of the mapping, empty for the file's own
  static <T> T read(
      String path,
      YamlNode node,
      List<ConfigProblem> problems,
      Section<T> section,
      T defaultValue) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      String name = path.isEmpty() ? "the file" : path;
      problems.add(
          new ConfigProblem(
              node.position(), name + " must be keys with values, not " + node.description()));
      return defaultValue;
    }
    FieldReader fields = new FieldReader(path, mapping, problems);
    T value = section.bind(fields, defaultValue);
    fields.reportUnknownKeys();
    fields.reportMissingKeys();
    return value;
  }

  private void reportUnknownKeys() {
    for (YamlNode.MappingEntry entry : mapping.entries()) {
      if (!knownKeys.contains(entry.key())) {
        String where = path.isEmpty() ? "" : " in " + path;
        Optional<String> near = DidYouMean.nearest(entry.key(), knownKeys);
        String hint =
            near.map(key -> "did you mean \"" + key + "\"?")
                .orElse("known here: " + String.join(", ", knownKeys));
        problems.add(
            new ConfigProblem(
                entry.position(), "unknown key \"" + entry.key() + "\"" + where + "; " + hint));
        // A key that is there under a wrong name is not missing.
        near.ifPresent(missingKeys::remove);
      }
    }
  }

  private void reportMissingKeys() {
    for (String key : missingKeys) {
      problems.add(new ConfigProblem(mapping.position(), path(key) + " is missing"));
    }
  }

  @Override
  public <T> T value(String key, ValueFormat<T> format, T defaultValue) {
    return optional(key, format, Optional.empty()).orElse(defaultValue);
  }

  @Override
  public <T> T required(String key, ValueFormat<T> format, T defaultValue) {
    if (mapping.entry(key).isEmpty()) {
      missingKeys.add(key);
    }
    return value(key, format, defaultValue);
  }

  @Override
  public <T> Optional<T> optional(String key, ValueFormat<T> format, Optional<T> defaultValue) {
    return entry(key).map(entry -> parse(entry, format)).orElse(defaultValue);
  }

  private <T> Optional<T> parse(YamlNode.MappingEntry entry, ValueFormat<T> format) {
    if (!(entry.value() instanceof YamlNode.Scalar scalar)) {
      report(entry, "must be a single value, not " + entry.value().description());
      return Optional.empty();
    }
    try {
      return Optional.of(format.parse(scalar));
    } catch (IllegalArgumentException e) {
      report(entry, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public <T> List<T> values(String key, ValueFormat<T> format, List<T> defaultValue) {
    return entry(key).map(entry -> values(entry, format)).orElse(defaultValue);
  }

  private <T> List<T> values(YamlNode.MappingEntry entry, ValueFormat<T> format) {
    if (!(entry.value() instanceof YamlNode.Sequence(var _, var nodes)) || nodes.isEmpty()) {
      report(entry, "must be a list such as [a, b], with at least one value");
      return List.of();
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      String key = entry.key() + "[" + i + "]";
      parse(new YamlNode.MappingEntry(entry.position(), key, nodes.get(i)), format)
          .ifPresent(values::add);
    }
    return values;
  }

  @Override
  public <T> T section(String key, Section<T> section, T defaultValue) {
    return entry(key)
        .map(entry -> read(path(key), entry.value(), problems, section, defaultValue))
        .orElse(defaultValue);
  }

  @Override
  public <T> Optional<T> optionalSection(
      String key, Section<T> section, Optional<T> defaultValue, T blank) {
    return entry(key)
        .map(entry -> read(path(key), entry.value(), problems, section, blank))
        .or(() -> defaultValue);
  }

  @Override
  public <T> T booleanOrSection(
      String key, T whenTrue, T whenFalse, Section<T> section, T defaultValue) {
    boolean isSection =
        mapping.entry(key).map(entry -> entry.value() instanceof YamlNode.Mapping).orElse(false);
    return isSection
        ? section(key, section, defaultValue)
        : value(key, ValueFormats.trueOrFalse(whenTrue, whenFalse), defaultValue);
  }

  @Override
  public <T> List<T> sections(String key, Section<T> section, List<T> defaultValue, T item) {
    return entry(key).map(entry -> items(entry, section, item)).orElse(defaultValue);
  }

  private <T> List<T> items(YamlNode.MappingEntry entry, Section<T> section, T defaultValue) {
    List<T> items = new ArrayList<>();
    if (entry.value() instanceof YamlNode.Sequence(var _, var nodes)) {
      for (int i = 0; i < nodes.size(); i++) {
        String itemPath = path(entry.key()) + "[" + i + "]";
        items.add(read(itemPath, nodes.get(i), problems, section, defaultValue));
      }
    } else {
      report(
          entry,
          "must be a list, each item beginning with \"- \", not " + entry.value().description());
    }
    return items;
  }

  @Override
  public <T> List<T> namedSections(
      String key,
      Section<T> section,
      List<T> defaultValue,
      Function<String, T> withName,
      Function<T, String> name) {
    return entry(key)
        .map(entry ->
            entries(entry).stream()
                .map(item ->
                    read(
                        path(key) + "." + item.key(),
                        item.value(),
                        problems,
                        section,
                        withName.apply(item.key())))
                .toList())
        .orElse(defaultValue);
  }

  @Override
  public <T> SequencedMap<String, T> map(
      String key, ValueFormat<T> format, SequencedMap<String, T> defaultValue) {
    Optional<YamlNode.MappingEntry> entry = entry(key);
    SequencedMap<String, T> values =
        new LinkedHashMap<>(entry.isPresent() ? Map.of() : defaultValue);
    for (YamlNode.MappingEntry item : entry.map(this::entries).orElse(List.of())) {
      String name = key + "." + item.key();
      parse(new YamlNode.MappingEntry(item.position(), name, item.value()), format)
          .ifPresent(value -> values.put(item.key(), value));
    }
    return values;
  }

  private List<YamlNode.MappingEntry> entries(YamlNode.MappingEntry entry) {
    if (entry.value() instanceof YamlNode.Mapping(var _, var entries)) {
      return entries;
    }
    report(entry, "must be names with what they stand for, not " + entry.value().description());
    return List.of();
  }

  @Override
  public UsersConfig users(String key, ValueFormat<Secret> password, UsersConfig defaultValue) {
    return entry(key).map(entry -> users(entry, password)).orElse(defaultValue);
  }

  private UsersConfig users(YamlNode.MappingEntry entry, ValueFormat<Secret> password) {
    if (!(entry.value() instanceof YamlNode.Mapping(var _, var entries)) || entries.isEmpty()) {
      report(entry, "must be user names with passwords, such as {alice: \"${ALICE_PASSWORD}\"}");
      return UsersConfig.NONE;
    }
    FieldReader names =
        new FieldReader(path(entry.key()), (YamlNode.Mapping) entry.value(), problems);
    SequencedMap<String, Secret> passwords = new LinkedHashMap<>();
    for (YamlNode.MappingEntry user : entries) {
      names.user(user, password).ifPresent(secret -> passwords.put(user.key(), secret));
    }
    return new UsersConfig(passwords);
  }

  private Optional<Secret> user(YamlNode.MappingEntry user, ValueFormat<Secret> password) {
    try {
      UsersConfig.checkName(user.key());
    } catch (IllegalArgumentException e) {
      problems.add(new ConfigProblem(user.position(), path + ": " + e.getMessage()));
      return Optional.empty();
    }
    Optional<Secret> secret = entry(user.key()).flatMap(entry -> parse(entry, password));
    try {
      secret.ifPresent(UsersConfig::checkPassword);
      return secret;
    } catch (IllegalArgumentException e) {
      report(user, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public <T> T validated(Supplier<T> make, T defaultValue) {
    int before = problems.size();
    try {
      return make.get();
    } catch (BadValueException e) {
      // With a value missing for another mistake, this one may be none.
      if (problems.size() == before) {
        TextPosition place = ConfigPath.position(mapping, e.key());
        problems.add(new ConfigProblem(place, path(e.key()) + ": " + e.getMessage() + hint(e)));
      }
      return defaultValue;
    }
  }

  private static String hint(BadValueException e) {
    return e instanceof UnknownNameException unknown
        ? DidYouMean.hint(unknown.name(), unknown.known())
        : "";
  }

  /// The entry of a key, if it is there and has a value.
  private Optional<YamlNode.MappingEntry> entry(String key) {
    knownKeys.add(key);
    Optional<YamlNode.MappingEntry> entry = mapping.entry(key);
    if (entry.isPresent()
        && entry.get().value() instanceof YamlNode.Scalar(var _, var kind, var _)
        && kind == YamlNode.Scalar.ScalarKind.NULL) {
      problems.add(new ConfigProblem(entry.get().position(), path(key) + " has no value"));
      return Optional.empty();
    }
    return entry;
  }

  private void report(YamlNode.MappingEntry entry, String message) {
    problems.add(new ConfigProblem(entry.value().position(), path(entry.key()) + ": " + message));
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
