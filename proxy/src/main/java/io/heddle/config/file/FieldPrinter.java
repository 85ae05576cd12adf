package io.heddle.config.file;

import io.heddle.config.Secret;
import io.heddle.config.SecretHeaders;
import io.heddle.config.UsersConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Visitor that prints every key with its value, one per line. A key without a value becomes a
/// comment.
final class FieldPrinter implements FieldVisitor {
  private final List<String> lines = new ArrayList<>();

  static <T> List<String> print(Section<T> section, T value) {
    FieldPrinter fields = new FieldPrinter();
    section.bind(fields, value);
    return fields.lines;
  }

  @Override
  public <T> T value(String key, ValueFormat<T> format, T value) {
    lines.add(key + ": " + format.print(value));
    return value;
  }

  @Override
  public <T> T required(String key, ValueFormat<T> format, T value) {
    return value(key, format, value);
  }

  @Override
  public <T> Optional<T> optional(String key, ValueFormat<T> format, Optional<T> value) {
    value.ifPresentOrElse(present -> value(key, format, present), () -> printUnset(key));
    return value;
  }

  @Override
  public <T> Optional<T> optional(
      String key, ValueFormat<T> format, Optional<T> value, Optional<T> effective) {
    String shown = effective.map(format::print).orElse("not set");
    value.ifPresentOrElse(
        one -> value(key, format, one), () -> lines.add("# " + key + ": " + shown));
    return value;
  }

  @Override
  public <T> T section(String key, Section<T> section, T value) {
    List<String> inner = print(section, value);
    // A section of comments alone would have no value, which is a mistake in a file.
    if (inner.stream().allMatch(line -> line.startsWith("#"))) {
      printUnset(key);
    } else {
      lines.add(key + ":");
      inner.forEach(line -> lines.add("  " + line));
    }
    return value;
  }

  @Override
  public <T> Optional<T> optionalSection(
      String key, Section<T> section, Optional<T> value, T blank) {
    value.ifPresentOrElse(present -> section(key, section, present), () -> printUnset(key));
    return value;
  }

  @Override
  public <T> T booleanOrSection(String key, T whenTrue, T whenFalse, Section<T> section, T value) {
    return value.equals(whenTrue) || value.equals(whenFalse)
        ? value(key, ValueFormats.trueOrFalse(whenTrue, whenFalse), value)
        : section(key, section, value);
  }

  @Override
  public <T> List<T> values(String key, ValueFormat<T> format, List<T> values) {
    if (values.isEmpty()) {
      printUnset(key);
    } else {
      String items = String.join(", ", values.stream().map(format::print).toList());
      lines.add(key + ": [" + items + "]");
    }
    return values;
  }

  @Override
  public <T> Optional<List<T>> optionalValues(
      String key, ValueFormat<T> format, Optional<List<T>> values) {
    if (values.isPresent() && values.get().isEmpty()) {
      lines.add(key + ": []");
    } else {
      values(key, format, values.orElse(List.of()));
    }
    return values;
  }

  @Override
  public <T> List<T> oneOrMore(String key, ValueFormat<T> format, List<T> values) {
    return values(key, format, values);
  }

  @Override
  public <T> List<T> requiredValues(String key, ValueFormat<T> format, List<T> values) {
    return values(key, format, values);
  }

  @Override
  public <T> List<T> sections(String key, Section<T> section, List<T> values, T blank) {
    if (values.isEmpty()) {
      printUnset(key);
      return values;
    }
    lines.add(key + ":");
    for (T value : values) {
      String indent = "  - ";
      for (String line : print(section, value)) {
        lines.add(indent + line);
        indent = "    ";
      }
    }
    return values;
  }

  @Override
  public <T> List<T> namedSections(
      String key,
      Section<T> section,
      List<T> values,
      Function<String, T> withName,
      Function<T, String> name) {
    if (values.isEmpty()) {
      printUnset(key);
      return values;
    }
    lines.add(key + ":");
    for (T value : values) {
      lines.add("  " + name.apply(value) + ":");
      print(section, value).forEach(line -> lines.add("    " + line));
    }
    return values;
  }

  @Override
  public SequencedMap<String, String> headers(
      String key, ValueFormat<String> format, SequencedMap<String, String> values) {
    if (values.isEmpty()) {
      printUnset(key);
    } else {
      lines.add(key + ":");
      values.forEach((name, value) -> {
        String shown = SecretHeaders.isSecret(name, value) ? Secret.MASK : value;
        lines.add("  " + YamlQuoting.quote(name) + ": " + format.print(shown));
      });
    }
    return values;
  }

  @Override
  public <T> SequencedMap<String, List<T>> lists(
      String key,
      ValueFormat<String> names,
      ValueFormat<T> format,
      SequencedMap<String, List<T>> lists) {
    if (lists.isEmpty()) {
      printUnset(key);
    } else {
      lines.add(key + ":");
      lists.forEach((name, values) -> {
        String items = String.join(", ", values.stream().map(format::print).toList());
        lines.add("  " + names.print(name) + ": [" + items + "]");
      });
    }
    return lists;
  }

  @Override
  public UsersConfig users(String key, ValueFormat<Secret> password, UsersConfig users) {
    if (users.isEmpty()) {
      printUnset(key);
    } else {
      lines.add(key + ":");
      users
          .passwords()
          .forEach(
              (name, p) -> lines.add("  " + YamlQuoting.quote(name) + ": " + password.print(p)));
    }
    return users;
  }

  @Override
  public <T> T validated(Supplier<T> make, T value) {
    return make.get();
  }

  private void printUnset(String key) {
    lines.add("# " + key + ": not set");
  }
}
