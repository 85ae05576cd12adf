package io.heddle.config.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the value of a path such as `inbounds[1].listen`.
final class ConfigPath {
  private static final Pattern STEP = Pattern.compile("\\G\\.?(?:\\[(\\d+)\\]|([^.\\[]+))");

  private ConfigPath() {}

  /// Where the value stands, or the innermost mapping or list on the way to it if the file is
  /// silent about it.
  static TextPosition position(YamlNode from, String path) {
    YamlNode node = from;
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      switch (node) {
        case YamlNode.Mapping mapping when step.group(2) != null -> {
          var entry = mapping.entry(step.group(2));
          if (entry.isEmpty()) {
            return node.position();
          }
          node = entry.get().value();
        }
        case YamlNode.Sequence(var place, var items) when step.group(1) != null -> {
          int index = Integer.parseInt(step.group(1));
          if (index >= items.size()) {
            return place;
          }
          node = items.get(index);
        }
        case YamlNode.Mapping _, YamlNode.Sequence _, YamlNode.Scalar _ -> {
          return node.position();
        }
      }
    }
    return node.position();
  }
}
