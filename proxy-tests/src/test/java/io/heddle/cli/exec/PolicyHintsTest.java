package io.heddle.cli.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.policy.PolicySelection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("codec")
class PolicyHintsTest {
  private static PolicyHints hints(String selection) {
    return new PolicyHints(PolicySelection.parse(selection));
  }

  @Test
  void aNameOfAGroupIsSuggestedAsAGroup() {
    assertEquals(
        List.of(
            "heddle: warning: --allow: npm is the name of a host; did you mean group:npm?",
            "heddle: warning: --deny: github is the name of a host; did you mean group:github?"),
        hints("allow=npm,a.example,group:pypi,intranet;deny=github").ofGroups());
    assertEquals(List.of(), hints("allow=npm.example,group:npm,npm:443,=npm").ofGroups());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost | localhost | PORT",
        "a.example,localhost:5432 | localhost:5432 | 5432",
        "127.0.0.1:18090 | 127.0.0.1:18090 | 18090",
        "127.0.0.0/8 | 127.0.0.0/8 | PORT",
        "[::1]:80 | [::1]:80 | 80",
        "127.0.0.1:1-9 | 127.0.0.1:1-9 | PORT",
      })
  void aLoopbackAddressIsLedToReach(String allow, String entry, String port) {
    assertEquals(
        Optional.of(
            "heddle: --allow: "
                + entry
                + " is that of the network namespace to curl; --reach "
                + port
                + " leads to this machine"),
        hints("allow=" + allow).ofLoopback("curl"));
  }

  @Test
  void otherEntriesGetNoHintAboutLoopback() {
    assertEquals(
        Optional.empty(), hints("allow=a.example,10.0.0.0/8,::/0,group:npm").ofLoopback("c"));
    assertEquals(Optional.empty(), hints("deny=localhost").ofLoopback("c"));
  }
}
