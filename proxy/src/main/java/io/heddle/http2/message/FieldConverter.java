package io.heddle.http2.message;

import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HttpField;
import io.heddle.http2.frame.Header;
import io.heddle.http2.frame.HeaderList;
import io.heddle.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Conversion of field lines between HTTP/2 and HTTP/1.1 (RFC 9113 §8.2). Pure. HTTP/2 has no
/// connection-specific fields (§8.2.2): they are not sent, and they make a received message
/// malformed.
final class FieldConverter {
  private static final List<String> CONNECTION_SPECIFIC =
      List.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  private FieldConverter() {}

  /// Adds the lines of `fields`, without connection-specific fields and `Host`.
  static void addTo(List<Header> headers, HttpFields fields) {
    for (HttpField field : fields.lines()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      boolean dropped =
          CONNECTION_SPECIFIC.contains(name)
              || name.equals("host")
              || (name.equals("te") && !field.value().equalsIgnoreCase("trailers"));
      if (!dropped) {
        headers.add(new Header(name, field.value()));
      }
    }
  }

  /// The lines of `list` without pseudo-header fields. Several cookie lines become one (§8.2.3).
  ///
  /// @throws MalformedException if HTTP/2 does not allow a line
  static HttpFields toHttp1(HeaderList list) throws MalformedException {
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
      throw new MalformedException("a field name with upper-case letters");
    }
    boolean te = name.equals("te") && !header.value().equals("trailers");
    if (te || CONNECTION_SPECIFIC.contains(name)) {
      throw new MalformedException("the field " + name + ", which HTTP/2 does not allow");
    }
    try {
      return new HttpField(name, header.value());
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }
}
