package io.heddle.http1;

import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.http1.HttpFields.HttpField;
import io.heddle.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Fields of a response that are collected from its lines, which need not be well-formed.
///
///     name BWS ":" value          the blanks before the colon are removed (RFC 9112 §5.1)
///     SP more of the value        joined by one space (§5.2), or skipped before the first field (§2.2)
///     control byte in a value     becomes a space (RFC 9110 §5.5)
///     no colon, or a name that is no token: the line is skipped, as in Chromium
///
/// Malformed are: NUL, which no client takes; CR at the start of a line, which ends the head for
/// some clients and not for others; and a skipped line that may have been meant to frame the body.
final class LenientFields {
  private final List<HttpField> fields = new ArrayList<>();
  private final StringBuilder continuation = new StringBuilder(0);
  private boolean repaired;

  /// Whether the next line may continue the last of `fields`. Otherwise there is none, or the line
  /// before was skipped.
  private boolean open;

  /// Adds one line, without its line end.
  void add(String line) throws MalformedException {
    try {
      add(HttpField.parse(line));
    } catch (HeadTooLargeException e) {
      throw e;
    } catch (MalformedException e) {
      repaired = true;
      repair(line);
    }
  }

  private void add(HttpField field) throws MalformedException {
    endContinuation();
    if (fields.size() == HeadLimits.MAX_RESPONSE_FIELDS) {
      throw new HeadTooLargeException(
          HeadTooLargeException.HeadPart.FIELDS, HeadLimits.MAX_RESPONSE_FIELDS + " fields");
    }
    fields.add(field);
    open = true;
  }

  private void repair(String line) throws MalformedException {
    if (line.startsWith("\r")) {
      throw new MalformedException("a CR at the start of a line");
    }
    String text = HttpSyntax.withoutControls(line);
    if (line.startsWith(" ") || line.startsWith("\t")) {
      continueLast(HttpSyntax.trim(text));
      return;
    }
    int colon = line.indexOf(':');
    String name = HttpSyntax.trim(line.substring(0, Math.max(colon, 0)));
    if (HttpSyntax.isToken(name)) {
      add(new HttpField(name, HttpSyntax.trim(text.substring(colon + 1))));
    } else {
      skip(line);
      endContinuation();
      open = false;
    }
  }

  private void continueLast(String text) throws MalformedException {
    if (!open) {
      skip(text);
    } else if (!text.isEmpty()) {
      continuation.append(' ').append(text);
    }
  }

  private static void skip(String line) throws MalformedException {
    int colon = line.indexOf(':');
    String name = line.substring(0, colon < 0 ? line.length() : colon).toLowerCase(Locale.ROOT);
    if (name.contains("content-length") || name.contains("transfer-encoding")) {
      throw new MalformedException("a field of the framing that is not well-formed");
    }
  }

  private void endContinuation() {
    if (!continuation.isEmpty()) {
      HttpField last = fields.removeLast();
      fields.add(new HttpField(last.name(), HttpSyntax.trim(last.value() + continuation)));
      continuation.setLength(0);
    }
  }

  /// The fields of all lines.
  HttpFields toFields() {
    endContinuation();
    return new HttpFields(fields);
  }

  /// Whether a line was not well-formed.
  boolean isRepaired() {
    return repaired;
  }
}
