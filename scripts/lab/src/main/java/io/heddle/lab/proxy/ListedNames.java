package io.heddle.lab.proxy;

import java.io.IOException;

/// List of 200,000 made-up names, in the form of a hosts file, for a rule of Heddle. It has an address,
/// too, so that targets without a name are looked up.
final class ListedNames {
  private static final int NAMES = 200_000;

  private ListedNames() {}

  /// The keys of a configuration file that name a new file.
  static String configuration() throws IOException {
    return """
    lists: {ads: {file: "%s"}}
    rules: [{lists: [ads], to: block}]
    """
        .formatted(TemporaryFiles.create(hostsFile()));
  }

  private static String hostsFile() {
    StringBuilder text = new StringBuilder("198.51.100.0/24\n");
    for (int i = 0; i < NAMES; i++) {
      text.append("0.0.0.0 ads").append(i).append(".made-up-").append(i % 100).append(".example\n");
    }
    return text.toString();
  }
}
