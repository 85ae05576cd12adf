package io.heddle.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules as texts of their own.
@Tag("codec")
class RuleTextTest {
  @TempDir private static Path folder;

  private static Config config() throws Exception {
    String text =
        """
        inbounds: [{listen: "127.0.0.1:1080", users: {alice: "s3cret"}}]
        outbounds: {corp: {url: "http://proxy.example:8080"}}
        """;
    return ConfigFile.load(
        Files.writeString(folder.resolve("heddle.yaml"), text), _ -> Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{to: block}",
        "{domains: [api.example, \"=a.example\", \"true\"], to: corp}",
        "{cidrs: [\"10.0.0.0/8\"], resolve: true, to: direct}",
        "{ports: [\"22\", \"80-90\"], users: [alice], network: udp, to: block}",
        "{private: true, when: {address-in: [\"10.20.0.0/16\"]}, to: corp}",
        "{inbounds: [\"127.0.0.1:1080\"], to: block}",
      })
  void arePrintedAsTheyAreWritten(String text) throws Exception {
    assertEquals(
        text, RuleText.print(RuleText.parse(text, folder, _ -> Optional.empty(), config())));
  }

  @Test
  void mayHaveSeveralLines() throws Exception {
    String text = "domains:\n  - api.example\nto: corp\n";
    assertEquals(
        "{domains: [api.example], to: corp}",
        RuleText.print(RuleText.parse(text, folder, _ -> Optional.empty(), config())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{domains: [a], to: crp} | rule:1:20: rule.to: there is no outbound \"crp\"; did you mean \"corp\"?",
        "{domains: [a], too: corp} | rule:1:16: unknown key \"too\" in rule; did you mean \"to\"?",
        "{when: {}, to: corp} | rule:1:8: rule.when.address-in is missing",
        "{domains: [a]} | rule:1:1: rule.to is missing",
        "{ports: [0], to: corp} | rule:1:10: rule.ports[0]: port 0 is not within 1-65535",
        "[a] | rule:1:1: rule must be keys with values, not a list",
        "api.example | rule:1:1: rule must be keys with values, not a single value",
        "'' | rule:1:1: a rule is needed, such as {domains: [api.example], to: direct}",
      })
  void haveTheirMistakesAtTheirColumns(String text, String message) throws Exception {
    Config config = config();
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> RuleText.parse(text, folder, _ -> Optional.empty(), config));
    assertEquals(message, e.getMessage());
  }
}
