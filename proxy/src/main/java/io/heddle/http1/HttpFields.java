package io.heddle.http1;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import io.heddle.wire.MessageMemoryQuota;
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

  /// Field line (RFC 9112 §5) in ISO 8859-1, one byte for each character.
  ///
  ///     name ":" OWS value OWS CRLF
  ///
  /// @param name token in the sender's spelling; compared case-insensitively
  /// @param value value without surrounding white space, and without control bytes except tab
  public record HttpField(String name, String value) {

    public HttpField {
      if (!HttpSyntax.isToken(name)) {
        throw new IllegalArgumentException("a field name is a token");
      }
      if (!HttpSyntax.isFieldValue(value)) {
        throw new IllegalArgumentException("a control byte in the value of field " + name);
      }
    }

    /// Whether this field has the name `otherName`, case-insensitively.
    public boolean hasName(String otherName) {
      return name.equalsIgnoreCase(otherName);
    }

    static HttpField parse(String line) throws MalformedException {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new MalformedException("a field line without a colon");
      }
      try {
        return new HttpField(line.substring(0, colon), HttpSyntax.trim(line.substring(colon + 1)));
      } catch (IllegalArgumentException e) {
        throw new MalformedException(e.getMessage());
      }
    }
  }

  /// Limits of a message head, of a trailer section, and of a line in a chunked body.
  ///
  /// @param bytes maximum length
  /// @param memory asked when a head is longer than usual
  public record HeadLimits(int bytes, MessageMemoryQuota memory) {
    /// Field lines that the head of a request may have. A field is some hundred bytes of objects,
    /// however short its line is: without this limit, a head of 64 KiB could take a megabyte. Clients
    /// send some 20.
    public static final int MAX_FIELDS = 500;

    /// Field lines that the head of a response may have: far more than origins send.
    /// The memory of all heads together is bounded besides.
    static final int MAX_RESPONSE_FIELDS = 20_000;

    /// Bytes that the head of a response may have in any case, as in Chromium.
    private static final int MIN_RESPONSE_HEAD = 256 * 1024;

    /// Limits without a budget of memory, for heads of this program and of a trusted peer.
    public static HeadLimits of(int bytes) {
      return new HeadLimits(bytes, MessageMemoryQuota.UNLIMITED);
    }

    /// Bytes that the head of a response may have where that of a request may have `headLimit`.
    public static int ofResponse(int headLimit) {
      return Math.max(headLimit, MIN_RESPONSE_HEAD);
    }

    /// The limits of the head of a response where that of a request has these.
    public HeadLimits ofResponse() {
      return new HeadLimits(ofResponse(bytes), memory);
    }
  }
}
