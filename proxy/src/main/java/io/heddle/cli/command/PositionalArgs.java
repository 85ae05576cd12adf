package io.heddle.cli.command;

/// Positional arguments of a command: those that are no options.
public enum PositionalArgs {
  NONE,
  /// Words before, between or after the options.
  WORDS,
  /// A program with its arguments, up to the end of the line. Options after its name belong to it.
  PROGRAM
}
