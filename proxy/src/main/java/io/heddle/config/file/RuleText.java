package io.heddle.config.file;

import io.heddle.config.BadValueException;
import io.heddle.config.Config;
import io.heddle.config.RuleConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Rule as a text of its own, in the words of a configuration file:
/// `{domains: [api.example], to: corp}`.
public final class RuleText {
  private static final String NAME = "rule";

  /// Text that needs no quotes: it is long enough, and begins with a letter, so YAML reads no number
  /// and no truth value.
  private static final Pattern PLAIN =
      Pattern.compile("\"([a-z][a-z0-9-]*(\\.[a-z0-9-]+)+|[a-z]{4,})\"");

  private static final List<String> TRUTH = List.of("true", "false", "null");

  private RuleText() {}

  /// Parses a rule, and checks what it names against a configuration.
  ///
  /// @param folder that paths of UNIX sockets are relative to
  /// @param environment value of an environment variable, if it is set
  /// @throws ConfigException if it has mistakes; the message has all of them, with their places in the
  ///     text
  public static RuleConfig parse(
      String text, Path folder, Function<String, Optional<String>> environment, Config config)
      throws ConfigException {
    List<ConfigProblem> problems = new ArrayList<>();
    if (text.isBlank()) {
      problems.add(
          new ConfigProblem(
              TextPosition.START,
              "a rule is needed, such as {domains: [api.example], to: direct}"));
    }
    Optional<YamlNode> node =
        problems.isEmpty() ? YamlReader.parse(text, problems) : Optional.empty();
    ConfigKeys keys = ConfigKeys.withoutFiles(folder, new SecretFormat(environment));
    Optional<RuleConfig> rule =
        node.map(root ->
            FieldReader.read(
                NAME,
                root,
                problems,
                (fields, defaults) ->
                    fields.validated(() -> checked(keys.rule(fields, defaults), config), defaults),
                RuleConfig.DEFAULT));
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparing(ConfigProblem::position));
      throw new ConfigException(NAME, problems);
    }
    return rule.orElseThrow();
  }

  private static RuleConfig checked(RuleConfig rule, Config config) {
    try {
      return config.withRules(List.of(rule)).rules().getFirst();
    } catch (BadValueException e) {
      throw e.within("rules[0].");
    }
  }

  /// Prints a rule in one line, without keys that have their defaults.
  public static String print(RuleConfig rule) {
    List<String> defaults = lines(RuleConfig.DEFAULT);
    List<String> lines =
        lines(rule).stream()
            .filter(line -> line.startsWith("to: ") || !defaults.contains(line))
            .filter(line -> !line.strip().startsWith("#"))
            .toList();
    return PLAIN
        .matcher(flow(lines))
        .replaceAll(quoted -> TRUTH.contains(quoted.group(1)) ? "\"$1\"" : "$1");
  }

  private static List<String> lines(RuleConfig rule) {
    Path folder = Path.of("");
    ConfigKeys keys = ConfigKeys.withoutFiles(folder, new SecretFormat(_ -> Optional.empty()));
    return FieldPrinter.print(keys::rule, rule);
  }

  /// Mapping in braces of lines that are indented by two blanks for each level.
  private static String flow(List<String> lines) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int end = i + 1;
      while (end < lines.size() && lines.get(end).startsWith("  ")) {
        end++;
      }
      List<String> inner = lines.subList(i + 1, end).stream().map(l -> l.substring(2)).toList();
      entries.add(inner.isEmpty() ? lines.get(i) : lines.get(i) + " " + flow(inner));
      i = end - 1;
    }
    return "{" + String.join(", ", entries) + "}";
  }
}
