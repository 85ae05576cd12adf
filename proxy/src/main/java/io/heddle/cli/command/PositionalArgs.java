package io.heddle.cli.command;

/// What a command takes besides options.
public enum PositionalArgs {
  NONE,
  /// Words, before, between or after options.
  WORDS,
  /// A program with its arguments, to the end of the line: what looks like an option is its own.
  PROGRAM
}
