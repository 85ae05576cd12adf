package io.heddle.http1;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Field lines of one message head or trailer section, in their order.
public record HttpFields(List<HttpField> lines) {
  /// No fields.
  public static final HttpFields NONE = new HttpFields(List.of());

  public HttpFields {
    lines = List.copyOf(lines);
  }

  /// Creates fields from alternating names and values.
  public static HttpFields of(String... namesAndValues) {
    List<HttpField> lines = new ArrayList<>(namesAndValues.length / 2);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      lines.add(new HttpField(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new HttpFields(lines);
  }

  /// Values of all lines with this name, in order.
  public List<String> values(String name) {
    List<String> values = new ArrayList<>(1);
    for (HttpField line : lines) {
      if (line.hasName(name)) {
        values.add(line.value());
      }
    }
    return values;
  }

  /// Value of the first line with this name.
  public Optional<String> firstValue(String name) {
    for (HttpField line : lines) {
      if (line.hasName(name)) {
        return Optional.of(line.value());
      }
    }
    return Optional.empty();
  }

  /// Members of a comma-separated list field over all its lines, without empty members (RFC 9110
  /// §5.6.1). Not for fields whose members may contain quoted commas.
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

  /// Whether a list field has this member, case-insensitively.
  public boolean hasMember(String name, String member) {
    List<String> members = listMembers(name);
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).equalsIgnoreCase(member)) {
        return true;
      }
    }
    return false;
  }

  /// Whether there is a line with this name.
  public boolean has(String name) {
    return firstValue(name).isPresent();
  }

  /// Copy of these fields with one more line at the end.
  public HttpFields with(String name, String value) {
    return new HttpFields(
        Stream.concat(lines.stream(), Stream.of(new HttpField(name, value))).toList());
  }

  /// Reads field lines up to the empty line, such as the trailer section of a chunked body.
  ///
  /// @param limits of all lines together
  public static HttpFields read(ByteReader in, HeadLimits limits)
      throws IOException, MalformedException {
    return new HeadReader(in, limits).fields();
  }

  void write(ByteWriter out) {
    for (HttpField line : lines) {
      out.latin1(line.name()).latin1(": ").latin1(line.value()).latin1("\r\n");
    }
    out.latin1("\r\n");
  }
}
