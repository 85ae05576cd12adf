package io.heddle.http1;

import java.util.ArrayList;
import java.util.List;

/// Field `Via`, by which each proxy on the way of a message adds its name (RFC 9110 §7.6.3).
///
///     Via: 1.0 fred, 1.1 p.example.net (a comment), HTTP/1.1 heddle-5f2c01aa
public final class ViaField {
  /// Its name.
  public static final String NAME = "Via";

  private ViaField() {}

  /// The value that a proxy adds to a message.
  ///
  /// @param proxy token
  public static String value(MessageHead received, String proxy) {
    String version = received.version().toString();
    return version.substring(version.indexOf('/') + 1) + " " + proxy;
  }

  /// The values that a message has come with, and the one that a proxy adds.
  public static String chain(MessageHead received, String proxy) {
    List<String> all = new ArrayList<>(received.fields().listMembers(NAME));
    all.add(value(received, proxy));
    return String.join(", ", all);
  }

  /// The proxy that has added a value to a request, for its response.
  public static String proxy(String value) {
    return value.substring(value.indexOf(' ') + 1);
  }

  /// Whether a message has come through a proxy.
  public static boolean has(HttpFields fields, String proxy) {
    for (String member : fields.listMembers(NAME)) {
      String receivedBy = HttpSyntax.trim(member.substring(HttpSyntax.endOfWord(member)));
      if (receivedBy.substring(0, HttpSyntax.endOfWord(receivedBy)).equals(proxy)) {
        return true;
      }
    }
    return false;
  }
}
