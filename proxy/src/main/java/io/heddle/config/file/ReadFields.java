package io.heddle.config.file;

import io.heddle.config.BadValueException;
import io.heddle.config.Secret;
import io.heddle.config.UnknownNameException;
import io.heddle.config.Users;
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
final class ReadFields implements Fields {
  private final String path;
  private final Node.Mapping mapping;
  private final List<Problem> problems;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> missing = new LinkedHashSet<>();

  private ReadFields(String path, Node.Mapping mapping, List<Problem> problems) {
    this.path = path;
    this.mapping = mapping;
    this.problems = problems;
  }

  /// Reads a whole mapping, and notes the keys in it that nobody asked for.
  ///
  /// @param path of the mapping, empty for the file's own
  static <T> T read(String path, Node node, List<Problem> problems, Section<T> section, T silent) {
    if (!(node instanceof Node.Mapping mapping)) {
      String name = path.isEmpty() ? "the file" : path;
      problems.add(
          new Problem(node.place(), name + " must be keys with values, not " + node.what()));
      return silent;
    }
    ReadFields fields = new ReadFields(path, mapping, problems);
    T value = section.bind(fields, silent);
    fields.noteUnknown();
    fields.noteMissing();
    return value;
  }

  private void noteUnknown() {
    for (Node.Entry entry : mapping.entries()) {
      if (!known.contains(entry.key())) {
        String where = path.isEmpty() ? "" : " in " + path;
        Optional<String> near = DidYouMean.nearest(entry.key(), known);
        String hint =
            near.map(key -> "did you mean \"" + key + "\"?")
                .orElse("known here: " + String.join(", ", known));
        problems.add(
            new Problem(
                entry.place(), "unknown key \"" + entry.key() + "\"" + where + "; " + hint));
        // A key that is there under a wrong name is not missing.
        near.ifPresent(missing::remove);
      }
    }
  }

  private void noteMissing() {
    for (String key : missing) {
      problems.add(new Problem(mapping.place(), path(key) + " is missing"));
    }
  }

  @Override
  public <T> T value(String key, Format<T> format, T silent) {
    return optional(key, format, Optional.empty()).orElse(silent);
  }

  @Override
  public <T> T required(String key, Format<T> format, T silent) {
    if (mapping.entry(key).isEmpty()) {
      missing.add(key);
    }
    return value(key, format, silent);
  }

  @Override
  public <T> Optional<T> optional(String key, Format<T> format, Optional<T> silent) {
    return entry(key).map(entry -> parse(entry, format)).orElse(silent);
  }

  private <T> Optional<T> parse(Node.Entry entry, Format<T> format) {
    if (!(entry.value() instanceof Node.Scalar scalar)) {
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
  public <T> List<T> values(String key, Format<T> format, List<T> silent) {
    return entry(key).map(entry -> values(entry, format)).orElse(silent);
  }

  private <T> List<T> values(Node.Entry entry, Format<T> format) {
    if (!(entry.value() instanceof Node.Sequence(var _, var nodes)) || nodes.isEmpty()) {
      note(entry, "must be a list such as [a, b], with at least one value");
      return List.of();
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      String key = entry.key() + "[" + i + "]";
      parse(new Node.Entry(entry.place(), key, nodes.get(i)), format).ifPresent(values::add);
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
        mapping.entry(key).map(entry -> entry.value() instanceof Node.Mapping).orElse(false);
    return isSection
        ? section(key, section, silent)
        : value(key, Formats.truth(whenTrue, whenFalse), silent);
  }

  @Override
  public <T> List<T> list(String key, Section<T> section, List<T> silent, T item) {
    return entry(key).map(entry -> items(entry, section, item)).orElse(silent);
  }

  private <T> List<T> items(Node.Entry entry, Section<T> section, T silent) {
    List<T> items = new ArrayList<>();
    if (entry.value() instanceof Node.Sequence(var _, var nodes)) {
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
      String key, Format<T> format, SequencedMap<String, T> silent) {
    Optional<Node.Entry> entry = entry(key);
    SequencedMap<String, T> values = new LinkedHashMap<>(entry.isPresent() ? Map.of() : silent);
    for (Node.Entry item : entry.map(this::entries).orElse(List.of())) {
      String name = key + "." + item.key();
      parse(new Node.Entry(item.place(), name, item.value()), format)
          .ifPresent(value -> values.put(item.key(), value));
    }
    return values;
  }

  private List<Node.Entry> entries(Node.Entry entry) {
    if (entry.value() instanceof Node.Mapping(var _, var entries)) {
      return entries;
    }
    note(entry, "must be names with what they stand for, not " + entry.value().what());
    return List.of();
  }

  @Override
  public Users users(String key, Format<Secret> password, Users silent) {
    return entry(key).map(entry -> users(entry, password)).orElse(silent);
  }

  private Users users(Node.Entry entry, Format<Secret> password) {
    if (!(entry.value() instanceof Node.Mapping(var _, var entries)) || entries.isEmpty()) {
      note(entry, "must be user names with passwords, such as {alice: \"${ALICE_PASSWORD}\"}");
      return Users.NONE;
    }
    ReadFields names = new ReadFields(path(entry.key()), (Node.Mapping) entry.value(), problems);
    SequencedMap<String, Secret> passwords = new LinkedHashMap<>();
    for (Node.Entry user : entries) {
      names.user(user, password).ifPresent(secret -> passwords.put(user.key(), secret));
    }
    return new Users(passwords);
  }

  private Optional<Secret> user(Node.Entry user, Format<Secret> password) {
    try {
      Users.checkName(user.key());
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(user.place(), path + ": " + e.getMessage()));
      return Optional.empty();
    }
    Optional<Secret> secret = entry(user.key()).flatMap(entry -> parse(entry, password));
    try {
      secret.ifPresent(Users::checkPassword);
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
        Place place = Lookup.place(mapping, e.key());
        problems.add(new Problem(place, path(e.key()) + ": " + e.getMessage() + hint(e)));
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
  private Optional<Node.Entry> entry(String key) {
    known.add(key);
    Optional<Node.Entry> entry = mapping.entry(key);
    if (entry.isPresent()
        && entry.get().value() instanceof Node.Scalar(var _, var kind, var _)
        && kind == Node.Scalar.Kind.NOTHING) {
      problems.add(new Problem(entry.get().place(), path(key) + " has no value"));
      return Optional.empty();
    }
    return entry;
  }

  private void note(Node.Entry entry, String message) {
    problems.add(new Problem(entry.value().place(), path(entry.key()) + ": " + message));
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
