package io.heddle.config.file;

import io.heddle.address.Address;
import io.heddle.address.UnixPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Formats of values that may contain a path, which is relative to the folder of the configuration
/// file.
final class PathFormats {
  private PathFormats() {}

  /// Format of a path, relative to `folder`.
  static ValueFormat<Path> path(Path folder) {
    return ValueFormats.of(
        text -> resolved(folder, text),
        path -> YamlQuoting.quote(path.toString()),
        JsonSchemaType.SCALAR);
  }

  private static Path resolved(Path folder, String path) {
    try {
      return folder.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("\"" + path + "\" is not a path", e);
    }
  }

  /// Format of an address. The path of a UNIX socket is relative to `folder`.
  static ValueFormat<Address> address(Path folder) {
    return ValueFormats.of(
        text ->
            Address.parse(text) instanceof UnixPath(String file)
                ? new UnixPath(resolved(folder, file).toString())
                : Address.parse(text),
        address -> YamlQuoting.quote(address.toString()),
        JsonSchemaType.text("unix:.*|(\\[[0-9A-Fa-f:.]+\\]|[^:\\[\\]/]+):[0-9]{1,5}"));
  }

  /// Format of a reference to an address: the absolute path of a UNIX socket, any other text as it
  /// is.
  static ValueFormat<String> addressName(ValueFormat<Address> address) {
    return new ValueFormat<>() {
      @Override
      public String parse(YamlNode.Scalar scalar) {
        return scalar.text().startsWith("unix:")
            ? address.parse(scalar).toString()
            : ValueFormats.NAME.parse(scalar);
      }

      @Override
      public String print(String name) {
        return YamlQuoting.quote(name);
      }

      @Override
      public JsonSchemaType schemaType() {
        return JsonSchemaType.SCALAR;
      }
    };
  }
}
