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

/// Parser of YAML into [YamlNode]s.
///
/// It supports the part of YAML that a configuration needs: one document of mappings, lists and
/// single values. Aliases and tags are rejected, because they change the meaning of a text in ways
/// that its author may not expect, such as in a password that begins with `*` or `!`.
final class YamlReader {
  private final YAMLParser parser;
  private final List<ConfigProblem> problems;

  private YamlReader(YAMLParser parser, List<ConfigProblem> problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /// Parses the document in `text`. Empty if there is none, as in a file of comments, or after a
  /// syntax error, which is added to `problems`.
  static Optional<YamlNode> parse(String text, List<ConfigProblem> problems) {
    assert BlockingCheck.isAllowed();
    Optional<ConfigProblem> unprintable = UnprintableCharacters.find(text);
    if (unprintable.isPresent()) {
      problems.add(unprintable.get());
      return Optional.empty();
    }
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      return new YamlReader(parser, problems).document();
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
      return Optional.empty();
    }
    YamlNode root = node(first);
    if (parser.nextToken() != null) {
      problems.add(new ConfigProblem(position(), "a second YAML document begins here; one is all"));
    }
    return Optional.of(root);
  }

  private YamlNode node(JsonToken token) throws IOException {
    refuseIndirection();
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

  private void refuseIndirection() throws IOException {
    if (parser.isCurrentAlias()) {
      throw syntaxError(
          "aliases are not supported; write the value again, or in quotes if it begins with *");
    }
    if (parser.getTypeId() != null) {
      throw syntaxError("tags are not supported; put a value that begins with ! in quotes");
    }
  }

  private JsonParseException syntaxError(String message) {
    return new JsonParseException(parser, message, parser.currentTokenLocation());
  }

  private YamlNode.Scalar scalar(TextPosition position, YamlNode.Scalar.ScalarKind kind)
      throws IOException {
    return new YamlNode.Scalar(position, kind, parser.getText());
  }

  private YamlNode.Sequence sequence(TextPosition position) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      items.add(node(t));
    }
    return new YamlNode.Sequence(position, items);
  }

  private YamlNode.Mapping mapping(TextPosition position) throws IOException {
    List<YamlNode.MappingEntry> entries = new ArrayList<>();
    Map<String, TextPosition> seen = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      TextPosition keyPlace = position();
      String key = parser.currentName();
      YamlNode value = node(parser.nextToken());
      TextPosition first = seen.putIfAbsent(key, keyPlace);
      if (first == null) {
        entries.add(new YamlNode.MappingEntry(keyPlace, key, value));
      } else {
        String line = first.line() == keyPlace.line() ? "this line" : "line " + first.line();
        problems.add(new ConfigProblem(keyPlace, "\"" + key + "\" is in " + line + " already"));
      }
    }
    return new YamlNode.Mapping(position, entries);
  }

  private TextPosition position() {
    JsonLocation at = parser.currentTokenLocation();
    return new TextPosition(at.getLineNr(), at.getColumnNr());
  }
}
