package io.heddle.cli;

import io.heddle.app.AppException;
import io.heddle.app.ImageComponent;
import java.io.IOException;
import java.nio.file.Path;

/// Output of `heddle --version`; with `--verbose` also the components of the image and their licences.
///
///     heddle 0.1.0
///       openjdk 25.0.3+9-LTS  GPL-2.0-only WITH Classpath-exception-2.0
///       snakeyaml 2.5         Apache-2.0
///     licence texts: /…/legal
///     bill of materials (CycloneDX): /…/heddle.cdx.json
///     no licence has been chosen yet for Heddle itself
final class VersionReport {
  private VersionReport() {}

  /// The text for the arguments of the command line, of which the first asks for the version.
  ///
  /// @param image the folder of the image, which is the home of its Java
  /// @throws AppException if an image is asked for its components, and this is none
  static String of(String version, String[] arguments, Path image) throws AppException {
    String first = "heddle " + version + "\n";
    return arguments.length > 1 && arguments[1].equals("--verbose")
        ? first + components(image)
        : first;
  }

  private static String components(Path image) throws AppException {
    Path bill = image.resolve("share").resolve("heddle").resolve("heddle.cdx.json");
    StringBuilder lines = new StringBuilder();
    try {
      for (ImageComponent one : ImageComponent.read(bill)) {
        String name = one.name() + " " + one.version();
        lines.append("  %-32s %s%n".formatted(name, one.licence()));
      }
    } catch (IOException e) {
      throw AppException.failed("no bill of materials: " + bill + ", which images have");
    }
    return lines
        .append("licence texts: %s%n".formatted(image.resolve("legal")))
        .append("bill of materials (CycloneDX): %s%n".formatted(bill))
        .append("no licence has been chosen yet for Heddle itself\n")
        .toString();
  }
}
