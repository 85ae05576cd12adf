package io.heddle.hostlist;

import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern;
import io.heddle.address.DomainPattern.MatchType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Parser of the lines of a list.
///
///     ads.example                      the name and all below it
///     *.ads.example  .ads.example      the same
///     ||ads.example^                   the same, as in lists of ad blockers
///     =ads.example                     the name alone
///     192.0.2.1  198.51.100.0/24       an address, a block of addresses
///     0.0.0.0 a.example b.example      hosts file: these names alone
///     # comment  ! comment             also behind an entry and a blank
///
/// In a line of a hosts file, as blockers of its names read it, the address leads nowhere: 0.0.0.0, ::,
/// 127.0.0.1, ::1 or 0. Lines with other addresses say where machines are, and are no entries; neither
/// are the names of the machine itself ([LocalNames]).
///
/// A line that is none of these is skipped. Names are compared in ASCII and lower case, as everywhere.
public final class HostListParser {
  /// Problems that are kept, of those that are counted.
  private static final int KEPT_PROBLEMS = 10;

  private final HostSet.Builder hosts;
  private final List<LineProblem> problems = new ArrayList<>();
  private int line;
  private int skipped;
  private int local;

  /// @param hosts gets the entries
  public HostListParser(HostSet.Builder hosts) {
    this.hosts = hosts;
  }

  /// Parses the next line.
  ///
  /// @param bytes may be changed
  /// @param length of the line, without its end
  public void parse(byte[] bytes, int length) {
    line++;
    int from = line == 1 && ListBytes.hasByteOrderMark(bytes, length) ? 3 : 0;
    int end = ListBytes.commentStart(bytes, from, length);
    from = ListBytes.skipBlanks(bytes, from, end);
    end = ListBytes.trimBlanks(bytes, from, end);
    if (from == end || ListBytes.startsWith(bytes, from, end, "[Adblock")) {
      return;
    }
    int wordEnd = ListBytes.wordEnd(bytes, from, end);
    try {
      if (wordEnd == end) {
        parseEntry(bytes, from, end);
      } else {
        parseHosts(bytes, from, wordEnd, end);
      }
    } catch (IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage());
      skip(wordEnd == end ? EntryMistake.describe(bytes, from, end, reason) : reason);
    }
  }

  /// Skips the next line.
  public void skipTooLong(int limit) {
    line++;
    skip("the line is longer than " + limit + " bytes");
  }

  private void skip(String reason) {
    skipped++;
    if (problems.size() < KEPT_PROBLEMS) {
      problems.add(new LineProblem(line, reason));
    }
  }

  /// Number of lines that were skipped.
  public int skipped() {
    return skipped;
  }

  /// The first lines that were skipped.
  public List<LineProblem> problems() {
    return List.copyOf(problems);
  }

  /// Number of names and lines of a hosts file that are about the machine itself or its network.
  public int local() {
    return local;
  }

  private void parseEntry(byte[] bytes, int from, int end) {
    if (bytes[from] == '=') {
      addName(bytes, from + 1, end, MatchType.EXACT);
    } else if (bytes[from] == '|') {
      if (end - from < 4 || bytes[from + 1] != '|' || bytes[end - 1] != '^') {
        throw new IllegalArgumentException("not ||name^");
      }
      parsePattern(bytes, from + 2, end - 1);
    } else if (LocalNames.contains(bytes, from, end)) {
      local++;
    } else {
      parsePattern(bytes, from, end);
    }
  }

  private void parsePattern(byte[] bytes, int from, int end) {
    if (bytes[from] == '.') {
      addName(bytes, from + 1, end, MatchType.WITH_SUBDOMAINS);
    } else if (ListBytes.startsWith(bytes, from, end, "*.")) {
      addName(bytes, from + 2, end, MatchType.WITH_SUBDOMAINS);
    } else if (ListBytes.isNumeric(bytes, from, end)) {
      hosts.add(Cidr.parse(ListBytes.text(bytes, from, end)), line);
    } else {
      addName(bytes, from, end, MatchType.WITH_SUBDOMAINS);
    }
  }

  private void parseHosts(byte[] bytes, int from, int addressEnd, int end) {
    if (!ListBytes.isNumeric(bytes, from, addressEnd)) {
      throw new IllegalArgumentException(
          ListBytes.quoted(bytes, from, end) + " is neither one entry nor a line of a hosts file");
    }
    if (!LocalNames.isSinkhole(bytes, from, addressEnd)) {
      local++;
      return;
    }
    int at = ListBytes.skipBlanks(bytes, addressEnd, end);
    while (at < end) {
      int wordEnd = ListBytes.wordEnd(bytes, at, end);
      if (ListBytes.isNumeric(bytes, at, wordEnd) || LocalNames.isLocal(bytes, at, wordEnd)) {
        local++;
      } else {
        addName(bytes, at, wordEnd, MatchType.EXACT);
      }
      at = ListBytes.skipBlanks(bytes, wordEnd, end);
    }
  }

  private void addName(byte[] bytes, int from, int end, MatchType type) {
    int nameEnd = ListBytes.lowerCaseName(bytes, from, end);
    if (nameEnd > from) {
      hosts.add(bytes, from, nameEnd - from, type, line);
    } else {
      addUnusualName(ListBytes.text(bytes, from, end), type);
    }
  }

  /// Adds a name that needs conversion, such as one with umlauts, or says why it is none.
  private void addUnusualName(String text, MatchType type) {
    if (text.startsWith("=")) {
      throw new IllegalArgumentException("\"=\" is in front of a name once");
    }
    byte[] ascii = DomainPattern.parse(text).name().text().getBytes(StandardCharsets.US_ASCII);
    hosts.add(ascii, 0, ascii.length, type, line);
  }
}
