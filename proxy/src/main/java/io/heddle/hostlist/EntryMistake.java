package io.heddle.hostlist;

import java.nio.charset.StandardCharsets;

/// Sentence about a word that looks like an entry of another kind of list, such as a URL.
final class EntryMistake {
  private static final int SHOWN = 100;

  private EntryMistake() {}

  /// Says what a word is.
  ///
  /// @param reason why it is no entry, for a word that looks like one
  static String describe(byte[] bytes, int from, int end, String reason) {
    String word = new String(bytes, from, end - from, StandardCharsets.UTF_8);
    return word.indexOf('\uFFFD') < 0 ? describe(word, reason) : reason;
  }

  private static String describe(String word, String reason) {
    String quoted = "\"" + (word.length() > SHOWN ? word.substring(0, SHOWN) + "..." : word) + "\"";
    if (word.contains("://")) {
      return quoted + " is a URL; an entry is the name or the address of a host alone";
    }
    if (word.startsWith("address=/") || word.startsWith("server=/") || word.startsWith("local=/")) {
      return quoted + " is an option of dnsmasq; an entry is the name alone";
    }
    if (isAdBlockRule(word)) {
      return quoted + " is a rule of ad blockers, of which ||name^ alone is an entry";
    }
    String host = word.startsWith("||") ? word.substring(2, word.length() - 1) : word;
    if (host.indexOf('/') > 0 && isName(host.substring(0, host.indexOf('/')))) {
      return quoted + " has a path; an entry is for a whole host";
    }
    int colon = host.indexOf(':');
    if (colon > 0 && colon == host.lastIndexOf(':')) {
      return quoted + " has a port; an entry is for all ports of a host";
    }
    return reason;
  }

  /// Whether it is an exception, a rule for parts of pages, one with options, or one with an anchor.
  private static boolean isAdBlockRule(String word) {
    boolean isName = word.startsWith("||") && word.endsWith("^") && word.length() > 3;
    return word.startsWith("@@")
        || (word.startsWith("|") && !isName)
        || word.contains("##")
        || word.contains("#@#")
        || word.contains("#?#")
        || word.contains("^$");
  }

  /// Whether it is rather a name than an address.
  private static boolean isName(String text) {
    return text.indexOf(':') < 0
        && text.codePoints().anyMatch(c -> Character.isLetter(c) || c == '_');
  }
}
