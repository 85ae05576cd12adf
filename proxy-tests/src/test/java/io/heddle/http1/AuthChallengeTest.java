package io.heddle.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("codec")
final class AuthChallengeTest {
  /// Challenges are written as `scheme:token`.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Negotiate                                | Negotiate:",
        "NTLM TlRMTVNTUAACAAAA                    | NTLM:TlRMTVNTUAACAAAA",
        "Negotiate oYG2MIGz+/oA==                 | Negotiate:oYG2MIGz+/oA==",
        "Basic realm=\"x\"                        | Basic:",
        "Basic realm=x                            | Basic:",
        "basic realm = \"x\" , charset=\"UTF-8\"  | basic:",
        "Negotiate, NTLM, Basic realm=\"a, NTLM b\" | Negotiate: NTLM: Basic:",
        "Digest realm=\"q\\\"uote, Basic\", nonce=abc==, qop=\"auth\", Negotiate abc= | Digest:"
            + " Negotiate:abc=",
        ", ,Negotiate ,, NTLM,                    | Negotiate: NTLM:",
        "Basic realm=\"open                       | Basic:",
        "Negotiate @                              | Negotiate:",
        "=, Negotiate                             | ``",
      })
  void challengesAreRead(String value, String expected) {
    assertEquals(expected, read(HttpFields.of("Proxy-Authenticate", value)));
  }

  @Test
  void eachLineCounts() {
    assertEquals(
        "Negotiate: Basic:",
        read(
            HttpFields.of(
                "Proxy-Authenticate", "Negotiate", "Proxy-Authenticate", "Basic realm=\"x\"")));
    assertEquals("", read(HttpFields.of("WWW-Authenticate", "Negotiate")));
  }

  @Test
  void aLongTokenIsRead() {
    String token = "A".repeat(64 * 1024) + "==";
    List<AuthChallenge> challenges =
        AuthChallenge.of(HttpFields.of("Proxy-Authenticate", "Negotiate " + token));
    assertEquals(token, challenges.getFirst().token());
    assertTrue(challenges.getFirst().isFor("NEGOTIATE"));
  }

  private static String read(HttpFields fields) {
    return AuthChallenge.of(fields).stream()
        .map(challenge -> challenge.scheme() + ":" + challenge.token())
        .collect(Collectors.joining(" "));
  }
}
