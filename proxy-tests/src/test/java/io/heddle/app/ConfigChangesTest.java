package io.heddle.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.config.Config;
import io.heddle.config.file.ConfigFile;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Line about the changes of a reload.
@Tag("component")
class ConfigChangesTest {
  private static final String BEFORE =
      """
      inbounds: [{listen: 127.0.0.1:1}, {listen: 127.0.0.1:2}]
      outbounds: {a: {url: "socks5://me:secret@127.0.0.1:3"}, b: {url: "http://127.0.0.1:4"}}
      policies: {old: {allow: [a.test]}}
      rules: [{ports: [1], to: a}, {ports: [2], to: b}, {ports: [3], to: block}]
      """;

  @TempDir Path folder;

  private Config config(String yaml) throws Exception {
    return ConfigFile.load(
        TestFiles.write(folder.resolve("heddle.yaml"), yaml), _ -> Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1:1} | 127.0.0.1:1} | no changes",
        "127.0.0.1:1} | 127.0.0.1:9} | 1 listener added, 1 listener removed",
        "127.0.0.1:1} | 127.0.0.1:1, protocol: http} | 1 listener changed",
        "secret       | other        | 1 outbound changed",
        "{ports: [2]  | {ports: [4], to: block}, {ports: [2] | 1 rule added",
        "{ports: [1], to: a}, {ports: [2], to: b}, | | 2 rules removed",
        "{ports: [2], to: b} | {ports: [2], to: a} | 1 rule changed",
        "rules:       | 'lists: {ads: {file: a}}\nrules:' | 1 list added",
        "old: {       | 'p: {allow: []}, old: {' | 1 policy added",
        "old: {       | 'p: {allow: []}, q: {deny: [x.test]}, old: {' | 2 policies added",
        "a.test       | b.test | 1 policy changed",
        "127.0.0.1:2} | '127.0.0.1:2, policy: old}' | 1 listener changed",
        "127.0.0.1:2} | '127.0.0.1:2, local-users: any}' | 1 listener changed",
        "{ports: [2], to: b} | '{ports: [2], programs: [git], to: b}' | 1 rule changed",
        "b: {url: \"http://127.0.0.1:4\"} | b: {pac: \"http://127.0.0.1:4/\"} | 1 outbound changed",
        "127.0.0.1:4\"} | '127.0.0.1:4\", auth: negotiate}' | 1 outbound changed",
        "rules:       | 'log: {level: debug}\nrules:' | log changes with the next start",
        "rules:       | 'timeouts: {idle: 1s}\ndefault: b\nrules:' | default changed, timeouts changed",
      })
  void itCountsWhatIsAddedRemovedAndChanged(String part, String replacement, String line)
      throws Exception {
    String after = BEFORE.replace(part, Optional.ofNullable(replacement).orElse(""));
    assertEquals(line, ConfigChanges.describe(config(BEFORE), config(after)));
  }
}
