package io.heddle.config.file;

import io.heddle.config.ListConfig;
import io.heddle.config.ListValidator;
import java.nio.file.Path;

/// Keys of a list.
///
/// @param path format of a path
/// @param files validates the files of lists
record ListKeys(ValueFormat<Path> path, ListValidator files) {

  ListConfig list(FieldVisitor fields, ListConfig defaults) {
    return fields.validated(
        () -> {
          ListConfig list =
              new ListConfig(defaults.name(), fields.required("file", path, defaults.file()));
          if (!list.equals(defaults)) {
            files.check(list);
          }
          return list;
        },
        defaults);
  }
}
