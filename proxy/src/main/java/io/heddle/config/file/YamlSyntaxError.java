package io.heddle.config.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Conversion of a syntax error of the YAML parser to a readable mistake.
///
/// The parser's message has up to two parts, its context and the error, each followed by its
/// position and an excerpt. The position of the exception itself is often that of an earlier token.
///
///     while scanning a quoted scalar
///      in 'reader', line 1, column 4:
///         a: 'x
///            ^
///     found unexpected end of stream
///      in 'reader', line 2, column 1:
final class YamlSyntaxError {
  private static final Pattern PART =
      Pattern.compile("(?m)^(.+)\\R in 'reader', line (\\d+), column (\\d+):");

  /// Beginning of the messages of [YamlReader] itself.
  static final String OWN = "YAML: ";

  /// Explanations by the beginnings of the parser's messages.
  private static final Map<String, String> EXPLANATIONS =
      Map.of(
          "expected ',' or",
          "a comma, or the end of what a bracket or brace has opened, is missing before this",
          "could not find expected ':'",
          "a key needs a colon and a blank behind it: is there one, and has each quote above its end?",
          "mapping keys are not allowed here",
          "a key cannot begin here: is the indentation right?",
          "sequence entries are not allowed here",
          "an item of a list cannot begin here; put it into a line of its own",
          "block sequence entries are not allowed",
          "an item of a list cannot begin here; put it into a line of its own",
          "found unknown escape character",
          "a \\ in double quotes begins an escape that is not known; write \\\\, or use single quotes",
          "expected escape sequence",
          "a \\x, \\u or \\U in double quotes needs hexadecimal digits; for a \\ itself write \\\\",
          "expected '<document start>'",
          "this does not belong to what is above it: is the indentation right?",
          "expected chomping",
          "a text in several lines begins with | or > alone");

  private YamlSyntaxError() {}

  static ConfigProblem toProblem(JsonProcessingException e) {
    String text = e.getOriginalMessage();
    Optional<ConfigProblem> openQuote = openQuote(text);
    if (openQuote.isPresent()) {
      return openQuote.get();
    }
    return PART.matcher(text)
        .results()
        .reduce((_, later) -> later)
        .map(part -> new ConfigProblem(position(part), explanation(part.group(1))))
        .orElseGet(() -> new ConfigProblem(position(e.getLocation()), explanation(text)));
  }

  /// The quote that is never closed, at the place where it was opened.
  private static Optional<ConfigProblem> openQuote(String text) {
    return text.contains("found unexpected end of stream")
            || text.contains("found unexpected document separator")
        ? PART.matcher(text)
            .results()
            .filter(part -> part.group(1).equals("while scanning a quoted scalar"))
            .findFirst()
            .map(part -> new ConfigProblem(position(part), "the quote that opens here has no end"))
        : Optional.empty();
  }

  private static TextPosition position(MatchResult part) {
    return new TextPosition(Integer.parseInt(part.group(2)), Integer.parseInt(part.group(3)));
  }

  /// Limits of the parser itself are reported without a position.
  private static TextPosition position(JsonLocation at) {
    if (at == null) {
      return TextPosition.START;
    }
    return new TextPosition(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }

  private static String explanation(String parser) {
    if (parser.contains("(TAB)")) {
      return "a tab; indent with blanks";
    }
    if (parser.startsWith("mapping values are not allowed here")) {
      return "a key cannot begin here: is the indentation right, or does a value with \": \" in it"
          + " need quotes?";
    }
    if (parser.startsWith("found character '")) {
      String character = parser.substring("found character '".length()).substring(0, 1);
      return "a value cannot begin with " + character + "; put it in quotes";
    }
    if (parser.startsWith("expected <block end>")) {
      return "this does not belong to what is above it: is the indentation right, and has each quote"
          + " above its end?";
    }
    if (parser.startsWith("expected ',' or") && parser.endsWith("got {")) {
      return "a { within braces or brackets; put a value such as ${NAME} in quotes here";
    }
    if (parser.startsWith("expected the node content")) {
      return "a value is missing here; put an address that begins with [ in quotes";
    }
    if (parser.startsWith("Expected a field name")) {
      return "a key must be a single word";
    }
    if (parser.startsWith(OWN)) {
      return parser;
    }
    return EXPLANATIONS.entrySet().stream()
        .filter(entry -> parser.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(
            "this is not YAML: keys with values, lists and single values are all that is known");
  }
}
