package io.heddle.policy;

import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Groups of entries that ship with Heddle, by name. They are in the file `policy-groups.txt`:
///
///     # comment
///     [github]
///     github.com
///     =github-cloud.s3.amazonaws.com
///
/// @param byName entries by the name of the group, none of which is a group
public record PolicyGroups(SequencedMap<String, List<PolicyEntry>> byName) {
  private static final String FILE = "policy-groups.txt";

  /// The groups that ship with Heddle, read at the first use.
  public static PolicyGroups shipped() {
    return Shipped.GROUPS;
  }

  /// Holder of the groups, so that a program without them does not read the file.
  private static final class Shipped {
    static final PolicyGroups GROUPS = parse(text());

    private static String text() {
      assert BlockingCheck.isAllowed();
      try (InputStream in = PolicyGroups.class.getResourceAsStream(FILE)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Parses the form above.
  ///
  /// @throws IllegalArgumentException if a line is no entry, or stands before the first name
  static PolicyGroups parse(String text) {
    SequencedMap<String, List<PolicyEntry>> groups = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("[")) {
        groups.put(line.substring(1, line.indexOf(']')), new ArrayList<>());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        last(groups).add(PolicyEntry.parse(line.strip()));
      }
    }
    return new PolicyGroups(groups);
  }

  private static List<PolicyEntry> last(SequencedMap<String, List<PolicyEntry>> groups) {
    Map.Entry<String, List<PolicyEntry>> last = groups.lastEntry();
    if (last == null) {
      throw new IllegalArgumentException("an entry before the name of a group");
    }
    return last.getValue();
  }

  /// The names, in the order of the file.
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /// Checks that there is a group of that name.
  ///
  /// @throws IllegalArgumentException if there is none; the message says which there are
  public void check(String name) {
    if (!byName.containsKey(name)) {
      throw new IllegalArgumentException(
          "there is no group \"" + name + "\"; known are " + String.join(", ", byName.keySet()));
    }
  }

  /// The entries of a group; none if there is no such group.
  List<PolicyEntry> entries(String name) {
    return byName.getOrDefault(name, List.of());
  }
}
