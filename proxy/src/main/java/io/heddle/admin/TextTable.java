package io.heddle.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Table of text that fits a width. Columns are as wide as their widest cell, and empty ones are left
/// out. If that is too wide, names are cut with `…`, and then whole columns are left out.
///
/// The last column is a remark. Where it does not fit beside the others, it is written below its row.
final class TextTable {
  /// Columns that may be cut.
  private static final Set<String> NAMES =
      Set.of("CLIENT", "USER", "TARGET", "RULE", "OUTBOUND", "FAULT");

  /// Columns that may be left out, the first of them first.
  private static final List<String> DISPENSABLE = List.of("RULE", "FAULT", "CLIENT", "USER");

  /// The least width of a name, while a column can be left out instead.
  private static final int READABLE = 14;

  private static final int GAP = 2;

  private final List<List<String>> rows;
  private final int limit;
  private final List<Integer> columns = new ArrayList<>();
  private final int[] widths;
  private final Set<String> cuts;

  /// @param rows with the headings first
  /// @param cuts gets what was cut
  TextTable(List<List<String>> rows, int limit, Set<String> cuts) {
    this.rows = rows;
    this.limit = limit;
    this.cuts = cuts;
    widths = new int[rows.getFirst().size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      if (rows.stream().skip(1).anyMatch(row -> !row.get(column).isEmpty())) {
        columns.add(i);
        widths[i] = rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow();
      }
    }
  }

  /// The lines.
  List<String> lines() {
    int last = widths.length - 1;
    boolean below = columns.contains(last) && isTooWide();
    if (below) {
      columns.removeIf(column -> column == last);
    }
    fit();
    List<String> lines = new ArrayList<>();
    lines.add(line(rows.getFirst()));
    for (List<String> row : rows.subList(1, rows.size())) {
      lines.add(line(row));
      if (below && !row.get(last).isEmpty()) {
        lines.addAll(wrapped(row.get(last), "    ", limit));
      }
    }
    return lines;
  }

  private boolean isTooWide() {
    return columns.stream().mapToLong(column -> widths[column] + GAP).sum() - GAP > limit;
  }

  private void fit() {
    while (isTooWide()) {
      Optional<Integer> widest =
          columns.stream()
              .filter(column -> NAMES.contains(heading(column)))
              .max(Comparator.comparingInt(column -> widths[column]));
      Optional<Integer> dispensable =
          DISPENSABLE.stream()
              .flatMap(name -> columns.stream().filter(column -> heading(column).equals(name)))
              .findFirst();
      if (widest.isPresent() && (widths[widest.get()] > READABLE || dispensable.isEmpty())) {
        if (widths[widest.get()] <= 2) {
          return;
        }
        widths[widest.get()]--;
        cuts.add("long names");
      } else if (dispensable.isPresent()) {
        columns.removeIf(dispensable.get()::equals);
        cuts.add(heading(dispensable.get()));
      } else {
        return;
      }
    }
  }

  private String heading(int column) {
    return rows.getFirst().get(column);
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column : columns) {
      String cell = row.get(column);
      int width = widths[column];
      String shown = cell.length() > width ? cell.substring(0, width - 1) + "…" : cell;
      line.append(shown).repeat(' ', width - shown.length() + GAP);
    }
    return line.toString().stripTrailing();
  }

  /// The text in lines of a limited width, broken at blanks where there are some.
  static List<String> wrapped(String text, String indent, int limit) {
    List<String> lines = new ArrayList<>();
    String rest = indent + text;
    while (rest.length() > limit) {
      int blank = rest.lastIndexOf(' ', limit);
      int end = blank > indent.length() ? blank : limit;
      lines.add(rest.substring(0, end));
      rest = indent + rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }
}
