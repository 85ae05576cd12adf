package io.heddle.hostlist.file;

import io.heddle.hostlist.HostListParser;
import io.heddle.hostlist.HostSet;
import io.heddle.hostlist.LineProblem;
import io.heddle.jdk.BlockingCheck;
import io.heddle.net.FileFailures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reader of the file of a host list, line by line: the file is never in memory as a whole.
final class HostListReader {
  /// Bytes of the longest line. A line of a hosts file may have many names.
  private static final int MAX_LINE = 64 * 1024;

  private static final String EMPTY = "it is empty; a list without entries has a comment in it";

  private final HostSet.Builder hosts = new HostSet.Builder();
  private final HostListParser parser = new HostListParser(hosts);
  private final byte[] line = new byte[MAX_LINE];
  private final long memory;
  private int length;

  private HostListReader(long memory) {
    this.memory = memory;
  }

  /// Content of a file.
  ///
  /// @param problems the first lines that were skipped
  /// @param skipped number of lines that were skipped
  /// @param local number of names and lines of a hosts file that are about the machine itself
  record HostListContent(HostSet hosts, List<LineProblem> problems, int skipped, int local) {
    int size() {
      return hosts.names() + hosts.blocks();
    }

    /// Text about it: `200000 names, 12 blocks of addresses`.
    String summary() {
      StringBuilder text = new StringBuilder(count(hosts.names(), "name"));
      if (hosts.blocks() > 0) {
        text.append(", ").append(count(hosts.blocks(), "block")).append(" of addresses");
      }
      if (local > 0) {
        text.append(", ").append(local).append(" of a machine itself left out");
      }
      if (skipped > 0) {
        text.append(", ").append(count(skipped, "line")).append(" skipped");
      }
      return text.toString();
    }

    /// The lines that are skipped, as `FILE:LINE: REASON`, and the number of further ones.
    List<String> problemsIn(Path file) {
      List<String> lines = new ArrayList<>();
      problems.forEach(
          problem -> lines.add(file + ":" + problem.line() + ": skipped: " + problem.message()));
      if (skipped > lines.size()) {
        lines.add("and " + count(skipped - lines.size(), "line") + " more skipped");
      }
      return lines;
    }

    private static String count(int number, String what) {
      return number + " " + what + (number == 1 ? "" : "s");
    }
  }

  /// Reads a file.
  ///
  /// @param memory bytes that the list may take
  /// @throws IOException if it cannot be read, or is no list; the message follows the name of the file
  static HostListContent read(Path file, long memory) throws IOException {
    try (InputStream in = open(file)) {
      return new HostListReader(memory).read(in);
    }
  }

  /// Opens a file. A pipe is not opened: that would wait for its writer.
  private static InputStream open(Path file) throws IOException {
    assert BlockingCheck.isAllowed();
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(Files.isDirectory(file) ? "it is a folder" : "it is no regular file");
    }
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new IOException(FileFailures.reason(file, e), e);
    }
  }

  /// Checks that a file can be opened and is not empty.
  ///
  /// @throws IOException if it cannot or is; the message follows the name of the file
  static void check(Path file) throws IOException {
    try (InputStream in = open(file)) {
      if (in.read() < 0) {
        throw new IOException(EMPTY);
      }
    }
  }

  private HostListContent read(InputStream in) throws IOException {
    byte[] buffer = new byte[MAX_LINE];
    boolean empty = true;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      empty &= count == 0;
      split(buffer, count);
      if (hosts.memory() > memory) {
        throw new IOException(
            "its entries would take more than %d MiB with those of the other lists; a larger heap is"
                    .formatted(memory >> 20)
                + " set by HEDDLE_JAVA_OPTS=-Xmx512m, of which lists may take a quarter");
      }
    }
    if (empty) {
      throw new IOException(EMPTY);
    }
    if (length > 0) {
      endLine();
    }
    return content();
  }

  private HostListContent content() throws IOException {
    HostListContent content =
        new HostListContent(hosts.build(), parser.problems(), parser.skipped(), parser.local());
    if (content.size() == 0 && content.skipped() > 0) {
      LineProblem first = content.problems().getFirst();
      throw new IOException(
          "none of its lines is an entry; line " + first.line() + ": " + first.message());
    }
    return content;
  }

  private void split(byte[] buffer, int count) {
    int from = 0;
    for (int i = 0; i < count; i++) {
      if (buffer[i] == '\n') {
        append(buffer, from, i);
        endLine();
        from = i + 1;
      }
    }
    append(buffer, from, count);
  }

  /// Appends a piece of a line. Of a line that is too long, only the length is kept.
  private void append(byte[] buffer, int from, int end) {
    if (length + (end - from) <= MAX_LINE) {
      System.arraycopy(buffer, from, line, length, end - from);
      length += end - from;
    } else {
      length = MAX_LINE + 1;
    }
  }

  private void endLine() {
    if (length > MAX_LINE) {
      parser.skipTooLong(MAX_LINE);
    } else {
      parser.parse(line, length);
    }
    length = 0;
  }
}
