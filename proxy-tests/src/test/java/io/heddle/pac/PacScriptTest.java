package io.heddle.pac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The functions of scripts, their arguments and their answers.
@Tag("codec")
final class PacScriptTest {
  static Stream<PacCorpus.Expression> expressions() {
    return PacCorpus.expressions();
  }

  static Stream<PacCorpus.Question> questions() {
    return PacCorpus.questions();
  }

  private static String answer(String source, String url, String host) throws PacException {
    return PacScript.compile(source, new FixedNetwork())
        .evaluate(new PacArguments(url, host))
        .toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("expressions")
  void functionsHaveTheValuesOfTheirSpecification(PacCorpus.Expression row) throws PacException {
    if (row.code().contains("getClientVersion")) {
      return;
    }
    String source =
        "var value = String("
            + row.code()
            + ");"
            + "function FindProxyForURL(url, host) { throw 'value:' + value; }";
    PacException thrown = assertThrows(PacException.class, () -> answer(source, "", ""));
    assertEquals("value:" + row.value(), thrown.getMessage().replaceFirst(" \\(line 1\\)$", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  void scriptsGiveTheirAnswers(PacCorpus.Question row) throws PacException {
    assertEquals(row.answer(), answer(PacCorpus.script(row.script()), row.url(), row.host()));
  }

  @ParameterizedTest
  @CsvSource({
    "example.com:443, https://example.com/, example.com",
    "example.com:8443, https://example.com:8443/, example.com",
    "example.com:80, https://example.com:80/, example.com",
    "'[2001:db8::1]:443', 'https://[2001:db8::1]/', 2001:db8::1",
    "192.0.2.1:443, https://192.0.2.1/, 192.0.2.1"
  })
  void aScriptSeesOfATunnelWhatBrowsersTell(String target, String url, String host) {
    assertEquals(new PacArguments(url, host), PacArguments.ofTunnel(Endpoint.parse(target)));
  }

  @ParameterizedTest
  @CsvSource({
    "example.com:80, /a?b, http://example.com/a?b, example.com",
    "example.com:8080, /, http://example.com:8080/, example.com",
    "'[2001:db8::1]:80', /, 'http://[2001:db8::1]/', 2001:db8::1"
  })
  void aScriptSeesTheWholeUrlOfPlainHttp(String target, String path, String url, String host) {
    assertEquals(new PacArguments(url, host), PacArguments.ofHttp(Endpoint.parse(target), path));
  }

  @Test
  void aScriptThatIsNoneSaysWhereAndWhy() {
    PacException broken = assertThrows(PacException.class, () -> answer("\n  function (", "", ""));
    assertTrue(broken.getMessage().endsWith("(line 2)"), broken::getMessage);
    PacException page =
        assertThrows(PacException.class, () -> answer("<html>log in</html>", "", ""));
    assertTrue(page.getMessage().contains("syntax error"), page::getMessage);
    PacException other = assertThrows(PacException.class, () -> answer("var x = 1;", "", ""));
    assertEquals("it has no function FindProxyForURL", other.getMessage());
  }

  @Test
  void aScriptThatThrowsSaysWhat() {
    String source = "function FindProxyForURL(url, host) { return nothing.at.all; }";
    PacException thrown = assertThrows(PacException.class, () -> answer(source, "", ""));
    assertEquals("ReferenceError: \"nothing\" is not defined. (line 1)", thrown.getMessage());
  }

  @Test
  void theFunctionForIpv6IsAskedIfThereIsNoOther() throws PacException {
    assertEquals(
        "PROXY a:1", answer("function FindProxyForURLEx(u, h) { return 'PROXY a:1' }", "", ""));
  }
}
