package io.heddle.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.config.Config;
import io.heddle.config.ListConfig;
import io.heddle.config.OutboundConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Validity and completeness of the files in `conf`.
@Tag("codec")
class ReferenceConfigTest {
  /// Tests run in the folder of their module.
  private static final Path CONF = Path.of("..", "conf");

  /// Key with its indentation, also in a comment with an example.
  private static final Pattern KEY = Pattern.compile("(?m)^( *)(?:- )?(?:# )?([a-z-]+):(?: .*)?$");

  @Test
  void theReferenceGivesEveryDefault() throws Exception {
    assertEquals(Config.DEFAULT, load("heddle.reference.yaml"));
  }

  @Test
  void theReferenceNamesEveryKey() throws Exception {
    Set<String> missing = keys(ConfigPrinter.print(Config.DEFAULT));
    missing.removeAll(keys(Files.readString(CONF.resolve("heddle.reference.yaml"))));
    assertEquals(Set.of(), missing);
  }

  @Test
  void theExampleHasTheDefaults() throws Exception {
    assertEquals(Config.DEFAULT, load("heddle.yaml"));
  }

  @Test
  void theExamplesOfFaultsLoad() throws Exception {
    assertTrue(load("faults.yaml").rules().stream().allMatch(rule -> rule.fault().isPresent()));
  }

  @Test
  void theExamplesOfOutboundsListsAndRulesLoad(@TempDir Path folder) throws Exception {
    String reference = Files.readString(CONF.resolve("heddle.reference.yaml"));
    String examples =
        Stream.of("outbounds", "lists", "policies", "rules", "admin")
            .map(key -> example(reference, key))
            .collect(Collectors.joining());
    Path file = Files.writeString(folder.resolve("heddle.yaml"), examples);
    Config config = ConfigFile.load(file, name -> Optional.of("value of " + name));
    assertEquals(
        Set.of(
            "tunnel", "old", "corp", "work", "mixed", "safe", "office", "shared", "beyond",
            "either", "both"),
        config.outbounds().stream().map(OutboundConfig::name).collect(Collectors.toSet()));
    assertEquals(List.of(new ListConfig("ads", folder.resolve("ads.hosts"))), config.lists());
    assertEquals(7, config.rules().size());
    assertEquals("127.0.0.1:1088", config.admin().listen().orElseThrow().toString());
  }

  /// Block that begins with `# key:`, without the comment marks.
  private static String example(String reference, String key) {
    int start = reference.indexOf("# " + key + ":");
    int end = reference.indexOf("\n\n", start);
    return (reference.substring(start, end < 0 ? reference.length() : end) + "\n")
        .replaceAll("(?m)^# ?", "");
  }

  private static Config load(String file) throws Exception {
    return ConfigFile.load(CONF.resolve(file), _ -> Optional.empty());
  }

  /// Keys as `section.key`.
  private static Set<String> keys(String yaml) {
    Set<String> keys = new TreeSet<>();
    String section = "";
    Matcher matcher = KEY.matcher(yaml);
    while (matcher.find()) {
      if (matcher.group(1).isEmpty() && !matcher.group().startsWith("#")) {
        section = matcher.group(2);
        keys.add(section);
      } else {
        keys.add(section + "." + matcher.group(2));
      }
    }
    return keys;
  }
}
