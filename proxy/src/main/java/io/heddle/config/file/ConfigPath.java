package io.heddle.config.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lookup of the position of a path such as `inbounds[1].listen` in a file.
final class ConfigPath {
  private static final Pattern STEP = Pattern.compile("\\G\\.?(?:\\[(\\d+)\\]|([^.\\[]+))");

  private ConfigPath() {}

  /// Position of the value; if the file does not have it, position of the innermost mapping or list
  /// on the path to it.
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
        case YamlNode.Sequence(var position, var items) when step.group(1) != null -> {
          int index = Integer.parseInt(step.group(1));
          if (index >= items.size()) {
            return position;
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
