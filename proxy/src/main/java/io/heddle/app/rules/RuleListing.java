package io.heddle.app.rules;

import io.heddle.config.file.JsonText;
import io.heddle.request.PrintableText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Listing of the rules in force, for a terminal and for programs.
final class RuleListing {
  private static final List<String> HEADINGS = List.of("NAME", "HITS", "LEFT", "PLACE", "RULE");

  private RuleListing() {}

  /// A table with a line for each rule. A column in which no rule has anything is left out.
  static String text(List<RuleStatus> rules) {
    List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
    rules.forEach(rule -> rows.add(row(rule)));
    List<StringBuilder> lines = rows.stream().map(_ -> new StringBuilder()).toList();
    for (int column = 0; column < HEADINGS.size(); column++) {
      int c = column;
      if (rows.stream().skip(1).anyMatch(row -> !row.get(c).isEmpty())) {
        int width = rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0);
        for (int i = 0; i < rows.size(); i++) {
          String cell = rows.get(i).get(c);
          lines.get(i).append(cell).repeat(' ', width - cell.length() + 2);
        }
      }
    }
    StringBuilder all = new StringBuilder();
    lines.forEach(line ->
        all.append(PrintableText.of(line.toString().stripTrailing(), Integer.MAX_VALUE))
            .append('\n'));
    return all.toString();
  }

  private static List<String> row(RuleStatus rule) {
    return List.of(
        rule.name(),
        Long.toString(rule.hits()),
        rule.timeLeft(),
        rule.place().orElse(""),
        rule.words()
            + rule.missing().map(what -> "  (suspended: there is no " + what + ")").orElse(""));
  }

  /// An object with the list `rules`. Times are in seconds.
  static String json(List<RuleStatus> rules) {
    return JsonText.of(Map.of("rules", rules.stream().map(RuleListing::object).toList())) + "\n";
  }

  private static Map<String, Object> object(RuleStatus rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", rule.name());
    json.put("temporary", rule.temporary().isPresent());
    rule.temporary().ifPresent(number -> json.put("number", number));
    rule.place().ifPresent(place -> json.put("place", place));
    json.put("words", rule.words());
    json.put("outbound", rule.outbound());
    json.put("hits", rule.hits());
    rule.left().ifPresent(left -> json.put("left", Math.max(0, left.toMillis()) / 1000.0));
    if (rule.temporary().isPresent()) {
      json.put("suspended", rule.missing().isPresent());
      rule.missing().ifPresent(what -> json.put("missing", what));
    }
    return json;
  }
}
