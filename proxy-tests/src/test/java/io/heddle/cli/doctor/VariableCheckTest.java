package io.heddle.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Findings about the variables that name a proxy.
@Tag("codec")
class VariableCheckTest {
  private static final String ENV = "; eval \"$(heddle env)\" sets them all";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http_proxy=http://127.0.0.1:1080 | ok       variables  http_proxy leads to the proxy",
        "ALL_PROXY=socks5h://me:pw@localhost:1080 | ok       variables  ALL_PROXY leads to the proxy",
        "http_proxy=http://me:pw@corp.example:3128 | PROBLEM  variables  http_proxy leads to"
            + " corp.example:3128, not to 127.0.0.1:1080"
            + ENV,
        "http_proxy=: | PROBLEM  variables  http_proxy is not the URL of a proxy" + ENV,
        "http_proxy=http://127.0.0.1:1080 HTTP_PROXY=http://localhost:1080 | PROBLEM  variables "
            + " http_proxy has another value in upper case, which other programs read"
            + ENV,
        "no_proxy=* | PROBLEM  variables  no_proxy: * keeps everything away from the proxy; remove it",
        "no_proxy=10.0.0.0/8 | PROBLEM  variables  no_proxy: 10.0.0.0/8 is an address block, which"
            + " many programs do not know; remove it",
        "NO_PROXY=*.example | PROBLEM  variables  NO_PROXY: *.example is a pattern, which curl and"
            + " others do not know; write .example instead",
        "no_proxy=http://a | PROBLEM  variables  no_proxy: http://a is a URL, and only names and"
            + " addresses are understood; remove it",
        "no_proxy=a.example,\tb.example | PROBLEM  variables  no_proxy has blanks, which some programs"
            + " take into names"
            + ENV,
        "no_proxy=a.example NO_PROXY=b.example | PROBLEM  variables  no_proxy has another value in"
            + " upper case, which other programs read"
            + ENV,
        "x=y | note     variables  none is set, so programs of this shell do not use the proxy"
            + ENV,
      })
  void eachTrapHasItsLine(String variables, String line) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : variables.split(" ", -1)) {
      String[] pair = variable.split("=", 2);
      environment.put(pair[0], pair[1]);
    }
    List<String> lines =
        new VariableCheck(environment, List.of("127.0.0.1:1080"))
            .findings().stream().map(Finding::line).toList();
    assertEquals(List.of(line), lines.stream().filter(line::equals).toList(), lines::toString);
  }
}
