package io.heddle.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Text about a Kerberos ticket.
@Tag("codec")
class TicketTextTest {
  private static final String MIT =
      """
      Ticket cache: FILE:/tmp/krb5cc_0
      Default principal: alice@EXAMPLE.ORG

      Valid starting     Expires            Service principal
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "11/30/26 08:02:00  11/30/26 18:02:11  krbtgt/EXAMPLE.ORG@EXAMPLE.ORG"
            + " | ticket of alice@EXAMPLE.ORG until 2026-11-30 18:02",
        "11/30/2026 08:02:00  12/01/2026 18:02:11  krbtgt/EXAMPLE.ORG@EXAMPLE.ORG"
            + " | ticket of alice@EXAMPLE.ORG until 2026-12-01 18:02",
        "11/30/26 08:02:00  11/30/26 18:02:11  HTTP/p@EXAMPLE.ORG | ticket of alice@EXAMPLE.ORG",
      })
  void ofMit(String line, String text) {
    assertEquals(text, TicketText.of(MIT + line + "\n\trenew until 12/07/26 08:02:00\n"));
  }

  @ParameterizedTest
  @CsvSource(
      "Nov 30 08:02:00 2026  Nov 30 18:02:11 2026  krbtgt/A@A, me@A until Nov 30 18:02:11 2026")
  void ofHeimdal(String line, String text) {
    assertEquals(
        "ticket of " + text,
        TicketText.of("Credentials cache: FILE:/c\n        Principal: me@A\n\n  " + line + "\n"));
  }

  @ParameterizedTest
  @CsvSource({"'', ticket", "what?, ticket"})
  void ofSomethingElse(String out, String text) {
    assertEquals(text, TicketText.of(out));
  }
}
