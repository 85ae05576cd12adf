package io.heddle.http2.message;

import io.heddle.http1.HttpField;
import io.heddle.http1.HttpFields;
import io.heddle.http2.frame.Header;
import io.heddle.http2.frame.HeaderList;
import io.heddle.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Field lines in both versions (RFC 9113 §8.2): pure. What is about one connection of HTTP/1.1 has
/// no place in HTTP/2 (§8.2.2).
final class FieldLines {
  private static final List<String> OF_CONNECTION =
      List.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  private FieldLines() {}

  static void addTo(List<Header> headers, HttpFields fields) {
    for (HttpField field : fields.lines()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      boolean dropped =
          OF_CONNECTION.contains(name)
              || name.equals("host")
              || (name.equals("te") && !field.value().equalsIgnoreCase("trailers"));
      if (!dropped) {
        headers.add(new Header(name, field.value()));
      }
    }
  }

  /// The section without its pseudo-header fields; cookies in one line again (§8.2.3).
  ///
  /// @throws MalformedException if a line may not be in HTTP/2
  static HttpFields of(HeaderList list) throws MalformedException {
    List<HttpField> lines = new ArrayList<>(list.headers().size());
    List<String> cookies = new ArrayList<>();
    for (Header header : list.headers()) {
      if (header.name().equals("cookie")) {
        cookies.add(header.value());
      } else if (!header.name().startsWith(":")) {
        lines.add(field(header));
      }
    }
    if (!cookies.isEmpty()) {
      lines.add(field(new Header("cookie", String.join("; ", cookies))));
    }
    return new HttpFields(lines);
  }

  private static HttpField field(Header header) throws MalformedException {
    String name = header.name();
    if (!name.equals(name.toLowerCase(Locale.ROOT))) {
      throw new MalformedException("a field name with capitals");
    }
    boolean te = name.equals("te") && !header.value().equals("trailers");
    if (te || OF_CONNECTION.contains(name)) {
      throw new MalformedException("the field " + name + ", which HTTP/2 does not have");
    }
    try {
      return new HttpField(name, header.value());
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }
}
