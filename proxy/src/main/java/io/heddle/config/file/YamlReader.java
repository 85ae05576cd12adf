package io.heddle.config.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;

/// Parser of YAML into [YamlNode]s.
///
/// It supports the part of YAML that a configuration needs: one document of mappings, lists and
/// single values. Aliases, anchors and tags are rejected, because they change the meaning of a text in
/// ways that its author may not expect, such as in a password that begins with `*`, `&` or `!`.
///
/// Depth and number of the nodes are limited: a file that is not a configuration must not take the
/// memory of a running proxy.
final class YamlReader {
  /// The end of a message about a file with too much in it.
  static final String USE_A_LIST = "; put names and addresses into a file of their own: see lists";

  /// A limit of the parser itself, which counts characters. [ConfigFile] has one, too.
  private static final int MAX_CHARACTERS = Integer.MAX_VALUE;

  private static final int MAX_DEPTH = 20;
  private static final int MAX_NODES = 300_000;
  private static final int MAX_KEY_LENGTH = 1024;

  private final YAMLParser parser;
  private final String text;
  private final List<ConfigProblem> problems;
  private int nodes;
  private int depth;

  /// Code points before the current token.
  private int tokenIndex;

  /// Characters before the current token.
  private int tokenOffset;

  private YamlReader(YAMLParser parser, String text, List<ConfigProblem> problems) {
    this.parser = parser;
    this.text = text;
    this.problems = problems;
  }

  /// Parses the document in `text`. Empty if there is none, or after a syntax error; both are added to
  /// `problems`.
  static Optional<YamlNode> parse(String text, List<ConfigProblem> problems) {
    assert BlockingCheck.isAllowed();
    Optional<ConfigProblem> unprintable = UnprintableCharacters.find(text);
    if (unprintable.isPresent()) {
      problems.add(unprintable.get());
      return Optional.empty();
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    YAMLFactory factory =
        YAMLFactory.builder()
            .loaderOptions(options)
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build();
    try (YAMLParser parser = factory.createParser(text)) {
      return new YamlReader(parser, text, problems).document();
    } catch (JsonProcessingException e) {
      problems.add(YamlSyntaxError.toProblem(e));
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError("a text in memory cannot fail to be read", e);
    }
  }

  private Optional<YamlNode> document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      // A full disk leaves such a file, and an editor that dies.
      problems.add(
          new ConfigProblem(
              TextPosition.START,
              "the file has no keys: it is empty, or has comments alone; for a proxy with default"
                  + " settings, write {}"));
      return Optional.empty();
    }
    YamlNode root = node(first);
    if (parser.nextToken() != null) {
      problems.add(new ConfigProblem(position(), "a second YAML document begins here; one is all"));
    }
    return Optional.of(root);
  }

  private YamlNode node(JsonToken token) throws IOException {
    checkToken();
    TextPosition position = position();
    return switch (token) {
      case START_OBJECT -> mapping(position);
      case START_ARRAY -> sequence(position);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          scalar(position, YamlNode.Scalar.ScalarKind.NUMBER);
      case VALUE_TRUE, VALUE_FALSE -> scalar(position, YamlNode.Scalar.ScalarKind.BOOLEAN);
      case VALUE_NULL -> scalar(position, YamlNode.Scalar.ScalarKind.NULL);
      default -> scalar(position, YamlNode.Scalar.ScalarKind.TEXT);
    };
  }

  /// Checks the key or the beginning of the value that is the current token.
  private void checkToken() throws IOException {
    if (++nodes > MAX_NODES) {
      throw syntaxError("more than " + MAX_NODES + " keys and values" + USE_A_LIST);
    }
    switch (firstCharacter()) {
      case '*' ->
          throw syntaxError(
              "aliases are not supported; write the value again, or in quotes if it begins with *");
      case '&' ->
          throw syntaxError("anchors are not supported; put a value that begins with & in quotes");
      case '!' ->
          throw syntaxError("tags are not supported; put a value that begins with ! in quotes");
      default -> {}
    }
  }

  /// The first character of the current token: the parser does not tell the tag of a key. NUL at the
  /// end of the text.
  private char firstCharacter() {
    int index = (int) parser.currentTokenLocation().getCharOffset();
    tokenOffset = text.offsetByCodePoints(tokenOffset, index - tokenIndex);
    tokenIndex = index;
    return tokenOffset < text.length() ? text.charAt(tokenOffset) : 0;
  }

  private void enter() throws IOException {
    if (++depth > MAX_DEPTH) {
      throw syntaxError("nested more than " + MAX_DEPTH + " deep");
    }
  }

  private JsonParseException syntaxError(String message) {
    return new JsonParseException(
        parser, YamlSyntaxError.OWN + message, parser.currentTokenLocation());
  }

  private YamlNode.Scalar scalar(TextPosition position, YamlNode.Scalar.ScalarKind kind)
      throws IOException {
    return new YamlNode.Scalar(position, kind, parser.getText());
  }

  private YamlNode.Sequence sequence(TextPosition position) throws IOException {
    enter();
    List<YamlNode> items = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      items.add(node(t));
    }
    depth--;
    return new YamlNode.Sequence(position, items);
  }

  private YamlNode.Mapping mapping(TextPosition position) throws IOException {
    enter();
    List<YamlNode.MappingEntry> entries = new ArrayList<>();
    Map<String, TextPosition> seen = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      checkToken();
      TextPosition keyPlace = position();
      String key = key();
      YamlNode value = node(parser.nextToken());
      TextPosition first = seen.putIfAbsent(key, keyPlace);
      if (first == null) {
        entries.add(new YamlNode.MappingEntry(keyPlace, key, value));
      } else {
        String line = first.line() == keyPlace.line() ? "this line" : "line " + first.line();
        problems.add(new ConfigProblem(keyPlace, "\"" + key + "\" is in " + line + " already"));
      }
    }
    depth--;
    return new YamlNode.Mapping(position, entries);
  }

  private String key() throws IOException {
    String key = parser.currentName();
    if (key.length() > MAX_KEY_LENGTH) {
      throw syntaxError("the key is too long");
    }
    return key;
  }

  private TextPosition position() {
    JsonLocation at = parser.currentTokenLocation();
    return new TextPosition(at.getLineNr(), at.getColumnNr());
  }
}
