package io.heddle.http1;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The field lines of one head, in the order they came.
public record HttpFields(List<HttpField> lines) {
  /// No fields.
  public static final HttpFields NONE = new HttpFields(List.of());

  public HttpFields {
    lines = List.copyOf(lines);
  }

  /// Fields from names and values in turn.
  public static HttpFields of(String... namesAndValues) {
    List<HttpField> lines = new ArrayList<>(namesAndValues.length / 2);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      lines.add(new HttpField(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new HttpFields(lines);
  }

  /// The values of all lines of that name, in order.
  public List<String> values(String name) {
    List<String> values = new ArrayList<>(1);
    for (HttpField line : lines) {
      if (line.hasName(name)) {
        values.add(line.value());
      }
    }
    return values;
  }

  /// The value of the first line of that name.
  public Optional<String> firstValue(String name) {
    for (HttpField line : lines) {
      if (line.hasName(name)) {
        return Optional.of(line.value());
      }
    }
    return Optional.empty();
  }

  /// The members of a comma-separated list field over all its lines, without empty ones (RFC 9110
  /// §5.6.1). For fields whose members have no quoted commas.
  public List<String> listMembers(String name) {
    List<String> members = List.of();
    for (HttpField line : lines) {
      if (line.hasName(name)) {
        if (members.isEmpty()) {
          members = new ArrayList<>(2);
        }
        addMembers(line.value(), members);
      }
    }
    return members;
  }

  private static void addMembers(String value, List<String> members) {
    int start = 0;
    while (start <= value.length()) {
      int comma = value.indexOf(',', start);
      int end = comma < 0 ? value.length() : comma;
      String member = HttpSyntax.trim(value.substring(start, end));
      if (!member.isEmpty()) {
        members.add(member);
      }
      start = end + 1;
    }
  }

  /// Whether a list field has that member, in any case.
  public boolean hasMember(String name, String member) {
    List<String> members = listMembers(name);
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).equalsIgnoreCase(member)) {
        return true;
      }
    }
    return false;
  }

  /// Whether there is a line of that name.
  public boolean has(String name) {
    return firstValue(name).isPresent();
  }

  /// These fields and one more line at the end.
  public HttpFields with(String name, String value) {
    return new HttpFields(
        Stream.concat(lines.stream(), Stream.of(new HttpField(name, value))).toList());
  }

  /// Reads field lines up to the empty one: the trailer section of a chunked body.
  ///
  /// @param limit bytes that they may have
  public static HttpFields read(ByteReader in, int limit) throws IOException, MalformedException {
    return new HeadReader(in, limit).fields();
  }

  void write(ByteWriter out) {
    for (HttpField line : lines) {
      out.latin1(line.name()).latin1(": ").latin1(line.value()).latin1("\r\n");
    }
    out.latin1("\r\n");
  }
}
