package io.heddle.http1;

import io.heddle.wire.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The field lines of one head, in the order they came.
public record Fields(List<Field> lines) {
  /// No fields.
  public static final Fields NONE = new Fields(List.of());

  public Fields {
    lines = List.copyOf(lines);
  }

  /// Fields from names and values in turn.
  public static Fields of(String... namesAndValues) {
    List<Field> lines = new ArrayList<>(namesAndValues.length / 2);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      lines.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Fields(lines);
  }

  /// The values of all lines of that name, in order.
  public List<String> values(String name) {
    List<String> values = new ArrayList<>(1);
    for (Field line : lines) {
      if (line.is(name)) {
        values.add(line.value());
      }
    }
    return values;
  }

  /// The value of the first line of that name.
  public Optional<String> first(String name) {
    return lines.stream().filter(line -> line.is(name)).map(Field::value).findFirst();
  }

  /// The members of a comma-separated list field over all its lines, without empty ones (RFC 9110
  /// §5.6.1). For fields whose members have no quoted commas.
  public List<String> members(String name) {
    return values(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(Syntax::trim)
        .filter(member -> !member.isEmpty())
        .toList();
  }

  /// These fields and one more line at the end.
  public Fields with(String name, String value) {
    return new Fields(Stream.concat(lines.stream(), Stream.of(new Field(name, value))).toList());
  }

  void write(ByteWriter out) {
    for (Field line : lines) {
      out.latin1(line.name()).latin1(": ").latin1(line.value()).latin1("\r\n");
    }
    out.latin1("\r\n");
  }
}
