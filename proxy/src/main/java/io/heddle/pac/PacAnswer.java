package io.heddle.pac;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Answer of a script: ways to the target, in the order in which they are to be tried.
///
/// Written as: `PROXY a.example:8080; SOCKS5 b.example; DIRECT`.
///
/// @param entries at least one
/// @param ignored parts of the text that are no entries
public record PacAnswer(List<PacEntry> entries, List<String> ignored) {
  /// To the target itself.
  public static final PacAnswer DIRECT = new PacAnswer(List.of(PacEntry.DIRECT), List.of());

  /// Bound of the entries: a list that is longer helps nobody.
  private static final int MAX_ENTRIES = 50;

  public PacAnswer {
    entries = List.copyOf(entries);
    ignored = List.copyOf(ignored);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("an answer without entries");
    }
  }

  /// Parses an answer. Parts that are no entries are ignored, as browsers do it; an answer without
  /// entries means `DIRECT`.
  public static PacAnswer parse(String text) {
    List<PacEntry> entries = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    int start = 0;
    while (start <= text.length() && entries.size() + ignored.size() < MAX_ENTRIES) {
      int semicolon = text.indexOf(';', start);
      int end = semicolon < 0 ? text.length() : semicolon;
      String part = text.substring(start, end).strip();
      Optional<PacEntry> entry = PacEntry.parse(part);
      if (entry.isPresent()) {
        entries.add(entry.get());
      } else if (!part.isEmpty()) {
        ignored.add(part);
      }
      start = end + 1;
    }
    return new PacAnswer(entries.isEmpty() ? List.of(PacEntry.DIRECT) : entries, ignored);
  }

  /// The words of a text.
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean isSpace = i == text.length() || Character.isWhitespace(text.charAt(i));
      if (isSpace && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      } else if (!isSpace && start < 0) {
        start = i;
      }
    }
    return words;
  }

  @Override
  public String toString() {
    return entries.stream().map(PacEntry::toString).collect(Collectors.joining("; "));
  }
}
