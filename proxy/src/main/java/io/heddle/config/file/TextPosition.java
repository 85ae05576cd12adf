package io.heddle.config.file;

/// Position in a text: line and column, both from 1.
record TextPosition(int line, int column) implements Comparable<TextPosition> {
  static final TextPosition START = new TextPosition(1, 1);

  @Override
  public int compareTo(TextPosition other) {
    return line == other.line
        ? Integer.compare(column, other.column)
        : Integer.compare(line, other.line);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
