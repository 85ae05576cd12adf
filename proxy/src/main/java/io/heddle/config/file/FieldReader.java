package io.heddle.config.file;

import io.heddle.config.BadValueException;
import io.heddle.config.Secret;
import io.heddle.config.UsersConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Visitor that reads the values of one mapping of a file. It reports every mistake instead of
/// stopping at the first.
final class FieldReader implements FieldVisitor {
  private final MappingReader mapping;

  private FieldReader(MappingReader mapping) {
    this.mapping = mapping;
  }

  /// Reads a mapping, and reports the keys in it that the section does not have.
  ///
  /// @param path path of the mapping, empty for the root of the file
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
              node.position(),
              path,
              name + " must be keys with values, not " + node.description()));
      return defaultValue;
    }
    MappingReader reader = new MappingReader(path, mapping, problems);
    T value = section.bind(new FieldReader(reader), defaultValue);
    reader.reportKeys();
    return value;
  }

  @Override
  public <T> T value(String key, ValueFormat<T> format, T defaultValue) {
    return optional(key, format, Optional.empty()).orElse(defaultValue);
  }

  @Override
  public <T> T required(String key, ValueFormat<T> format, T defaultValue) {
    mapping.require(key);
    return value(key, format, defaultValue);
  }

  @Override
  public <T> Optional<T> optional(String key, ValueFormat<T> format, Optional<T> defaultValue) {
    return mapping.entry(key).map(entry -> mapping.parse(entry, format)).orElse(defaultValue);
  }

  @Override
  public <T> List<T> values(String key, ValueFormat<T> format, List<T> defaultValue) {
    return mapping.entry(key).map(entry -> mapping.parseList(entry, format)).orElse(defaultValue);
  }

  @Override
  public <T> Optional<List<T>> optionalValues(
      String key, ValueFormat<T> format, Optional<List<T>> defaultValue) {
    return mapping
        .entry(key)
        .map(entry -> ListsReader.readAny(mapping, entry, format))
        .or(() -> defaultValue);
  }

  @Override
  public <T> List<T> oneOrMore(String key, ValueFormat<T> format, List<T> defaultValue) {
    return mapping.entry(key).map(entry -> mapping.parseAny(entry, format)).orElse(defaultValue);
  }

  @Override
  public <T> List<T> requiredValues(String key, ValueFormat<T> format, List<T> defaultValue) {
    mapping.require(key);
    return values(key, format, defaultValue);
  }

  @Override
  public <T> T section(String key, Section<T> section, T defaultValue) {
    return mapping
        .entry(key)
        .map(entry -> read(mapping.path(key), entry.value(), section, defaultValue))
        .orElse(defaultValue);
  }

  private <T> T read(String path, YamlNode node, Section<T> section, T defaultValue) {
    return read(path, node, mapping.problems(), section, defaultValue);
  }

  @Override
  public <T> Optional<T> optionalSection(
      String key, Section<T> section, Optional<T> defaultValue, T blank) {
    return mapping
        .entry(key)
        .map(entry -> read(mapping.path(key), entry.value(), section, blank))
        .or(() -> defaultValue);
  }

  @Override
  public <T> T booleanOrSection(
      String key, T whenTrue, T whenFalse, Section<T> section, T defaultValue) {
    return mapping.hasMapping(key)
        ? section(key, section, defaultValue)
        : value(key, ValueFormats.trueOrFalse(whenTrue, whenFalse), defaultValue);
  }

  @Override
  public <T> List<T> sections(String key, Section<T> section, List<T> defaultValue, T blank) {
    return mapping.entry(key).map(entry -> items(entry, section, blank)).orElse(defaultValue);
  }

  private <T> List<T> items(YamlNode.MappingEntry entry, Section<T> section, T blank) {
    List<T> items = new ArrayList<>();
    if (entry.value() instanceof YamlNode.Sequence(var _, var nodes)) {
      for (int i = 0; i < nodes.size(); i++) {
        String path = mapping.path(entry.key()) + "[" + i + "]";
        items.add(read(path, nodes.get(i), section, blank));
      }
    } else {
      mapping.report(
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
    return mapping
        .entry(key)
        .map(entry ->
            mapping.entries(entry).stream()
                .map(item ->
                    read(
                        mapping.path(key) + "." + item.key(),
                        item.value(),
                        section,
                        withName.apply(item.key())))
                .toList())
        .orElse(defaultValue);
  }

  @Override
  public SequencedMap<String, String> headers(
      String key, ValueFormat<String> format, SequencedMap<String, String> defaultValue) {
    return mapping
        .entry(key)
        .map(entry -> HeadersReader.read(mapping, key, mapping.entries(entry), format))
        .orElse(defaultValue);
  }

  @Override
  public <T> SequencedMap<String, List<T>> lists(
      String key,
      ValueFormat<String> names,
      ValueFormat<T> format,
      SequencedMap<String, List<T>> defaultValue) {
    return mapping
        .entry(key)
        .map(entry -> ListsReader.read(mapping, entry, names, format))
        .orElse(defaultValue);
  }

  @Override
  public UsersConfig users(String key, ValueFormat<Secret> password, UsersConfig defaultValue) {
    return mapping
        .entry(key)
        .map(entry -> UsersReader.read(mapping, entry, password))
        .orElse(defaultValue);
  }

  @Override
  public <T> T validated(Supplier<T> make, T defaultValue) {
    int before = mapping.problems().size();
    try {
      return make.get();
    } catch (BadValueException e) {
      mapping.report(e, before);
      return defaultValue;
    }
  }
}
