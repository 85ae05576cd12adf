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
final class ReadFields implements FieldVisitor {
  private final String path;
  private final YamlNode.Mapping mapping;
  private final List<ConfigProblem> problems;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> missing = new LinkedHashSet<>();

  private ReadFields(String path, YamlNode.Mapping mapping, List<ConfigProblem> problems) {
    this.path = path;
    this.mapping = mapping;
    this.problems = problems;
  }

  /// Reads a whole mapping, and notes the keys in it that nobody asked for.
  ///
  /// @param path of the mapping, empty for the file's own
  static <T> T read(
      String path, YamlNode node, List<ConfigProblem> problems, Section<T> section, T silent) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      String name = path.isEmpty() ? "the file" : path;
      problems.add(
          new ConfigProblem(node.place(), name + " must be keys with values, not " + node.what()));
      return silent;
    }
    ReadFields fields = new ReadFields(path, mapping, problems);
    T value = section.bind(fields, silent);
    fields.noteUnknown();
    fields.noteMissing();
    return value;
  }

  private void noteUnknown() {
    for (YamlNode.Entry entry : mapping.entries()) {
      if (!known.contains(entry.key())) {
        String where = path.isEmpty() ? "" : " in " + path;
        Optional<String> near = DidYouMean.nearest(entry.key(), known);
        String hint =
            near.map(key -> "did you mean \"" + key + "\"?")
                .orElse("known here: " + String.join(", ", known));
        problems.add(
            new ConfigProblem(
                entry.place(), "unknown key \"" + entry.key() + "\"" + where + "; " + hint));
        // A key that is there under a wrong name is not missing.
        near.ifPresent(missing::remove);
      }
    }
  }

  private void noteMissing() {
    for (String key : missing) {
      problems.add(new ConfigProblem(mapping.place(), path(key) + " is missing"));
    }
  }

  @Override
  public <T> T value(String key, ValueFormat<T> format, T silent) {
    return optional(key, format, Optional.empty()).orElse(silent);
  }

  @Override
  public <T> T required(String key, ValueFormat<T> format, T silent) {
    if (mapping.entry(key).isEmpty()) {
      missing.add(key);
    }
    return value(key, format, silent);
  }

  @Override
  public <T> Optional<T> optional(String key, ValueFormat<T> format, Optional<T> silent) {
    return entry(key).map(entry -> parse(entry, format)).orElse(silent);
  }

  private <T> Optional<T> parse(YamlNode.Entry entry, ValueFormat<T> format) {
    if (!(entry.value() instanceof YamlNode.Scalar scalar)) {
      note(entry, "must be a single value, not " + entry.value().what());
      return Optional.empty();
    }
    try {
      return Optional.of(format.parse(scalar));
    } catch (IllegalArgumentException e) {
      note(entry, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public <T> List<T> values(String key, ValueFormat<T> format, List<T> silent) {
    return entry(key).map(entry -> values(entry, format)).orElse(silent);
  }

  private <T> List<T> values(YamlNode.Entry entry, ValueFormat<T> format) {
    if (!(entry.value() instanceof YamlNode.Sequence(var _, var nodes)) || nodes.isEmpty()) {
      note(entry, "must be a list such as [a, b], with at least one value");
      return List.of();
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      String key = entry.key() + "[" + i + "]";
      parse(new YamlNode.Entry(entry.place(), key, nodes.get(i)), format).ifPresent(values::add);
    }
    return values;
  }

  @Override
  public <T> T section(String key, Section<T> section, T silent) {
    return entry(key)
        .map(entry -> read(path(key), entry.value(), problems, section, silent))
        .orElse(silent);
  }

  @Override
  public <T> Optional<T> optionalSection(
      String key, Section<T> section, Optional<T> silent, T blank) {
    return entry(key)
        .map(entry -> read(path(key), entry.value(), problems, section, blank))
        .or(() -> silent);
  }

  @Override
  public <T> T truthOrSection(String key, T whenTrue, T whenFalse, Section<T> section, T silent) {
    boolean isSection =
        mapping.entry(key).map(entry -> entry.value() instanceof YamlNode.Mapping).orElse(false);
    return isSection
        ? section(key, section, silent)
        : value(key, ValueFormats.truth(whenTrue, whenFalse), silent);
  }

  @Override
  public <T> List<T> list(String key, Section<T> section, List<T> silent, T item) {
    return entry(key).map(entry -> items(entry, section, item)).orElse(silent);
  }

  private <T> List<T> items(YamlNode.Entry entry, Section<T> section, T silent) {
    List<T> items = new ArrayList<>();
    if (entry.value() instanceof YamlNode.Sequence(var _, var nodes)) {
      for (int i = 0; i < nodes.size(); i++) {
        String itemPath = path(entry.key()) + "[" + i + "]";
        items.add(read(itemPath, nodes.get(i), problems, section, silent));
      }
    } else {
      note(entry, "must be a list, each item beginning with \"- \", not " + entry.value().what());
    }
    return items;
  }

  @Override
  public <T> List<T> named(
      String key,
      Section<T> section,
      List<T> silent,
      Function<String, T> named,
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
                        named.apply(item.key())))
                .toList())
        .orElse(silent);
  }

  @Override
  public <T> SequencedMap<String, T> map(
      String key, ValueFormat<T> format, SequencedMap<String, T> silent) {
    Optional<YamlNode.Entry> entry = entry(key);
    SequencedMap<String, T> values = new LinkedHashMap<>(entry.isPresent() ? Map.of() : silent);
    for (YamlNode.Entry item : entry.map(this::entries).orElse(List.of())) {
      String name = key + "." + item.key();
      parse(new YamlNode.Entry(item.place(), name, item.value()), format)
          .ifPresent(value -> values.put(item.key(), value));
    }
    return values;
  }

  private List<YamlNode.Entry> entries(YamlNode.Entry entry) {
    if (entry.value() instanceof YamlNode.Mapping(var _, var entries)) {
      return entries;
    }
    note(entry, "must be names with what they stand for, not " + entry.value().what());
    return List.of();
  }

  @Override
  public UsersConfig users(String key, ValueFormat<Secret> password, UsersConfig silent) {
    return entry(key).map(entry -> users(entry, password)).orElse(silent);
  }

  private UsersConfig users(YamlNode.Entry entry, ValueFormat<Secret> password) {
    if (!(entry.value() instanceof YamlNode.Mapping(var _, var entries)) || entries.isEmpty()) {
      note(entry, "must be user names with passwords, such as {alice: \"${ALICE_PASSWORD}\"}");
      return UsersConfig.NONE;
    }
    ReadFields names =
        new ReadFields(path(entry.key()), (YamlNode.Mapping) entry.value(), problems);
    SequencedMap<String, Secret> passwords = new LinkedHashMap<>();
    for (YamlNode.Entry user : entries) {
      names.user(user, password).ifPresent(secret -> passwords.put(user.key(), secret));
    }
    return new UsersConfig(passwords);
  }

  private Optional<Secret> user(YamlNode.Entry user, ValueFormat<Secret> password) {
    try {
      UsersConfig.checkName(user.key());
    } catch (IllegalArgumentException e) {
      problems.add(new ConfigProblem(user.place(), path + ": " + e.getMessage()));
      return Optional.empty();
    }
    Optional<Secret> secret = entry(user.key()).flatMap(entry -> parse(entry, password));
    try {
      secret.ifPresent(UsersConfig::checkPassword);
      return secret;
    } catch (IllegalArgumentException e) {
      note(user, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public <T> T checked(Supplier<T> make, T silent) {
    int before = problems.size();
    try {
      return make.get();
    } catch (BadValueException e) {
      // With a value missing for another mistake, this one may be none.
      if (problems.size() == before) {
        TextPosition place = ConfigPath.place(mapping, e.key());
        problems.add(new ConfigProblem(place, path(e.key()) + ": " + e.getMessage() + hint(e)));
      }
      return silent;
    }
  }

  private static String hint(BadValueException e) {
    return e instanceof UnknownNameException unknown
        ? DidYouMean.hint(unknown.name(), unknown.known())
        : "";
  }

  /// The entry of a key, if it is there and has a value.
  private Optional<YamlNode.Entry> entry(String key) {
    known.add(key);
    Optional<YamlNode.Entry> entry = mapping.entry(key);
    if (entry.isPresent()
        && entry.get().value() instanceof YamlNode.Scalar(var _, var kind, var _)
        && kind == YamlNode.Scalar.Kind.NOTHING) {
      problems.add(new ConfigProblem(entry.get().place(), path(key) + " has no value"));
      return Optional.empty();
    }
    return entry;
  }

  private void note(YamlNode.Entry entry, String message) {
    problems.add(new ConfigProblem(entry.value().place(), path(entry.key()) + ": " + message));
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
