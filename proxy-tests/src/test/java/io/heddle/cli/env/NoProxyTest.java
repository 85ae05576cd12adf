package io.heddle.cli.env;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("codec")
class NoProxyTest {
  @Test
  void theHostsOfTheUserAreKept() {
    String local = ProxyVariables.LOCAL;
    assertEquals(local, ProxyVariables.noProxy(Map.of()));
    assertEquals(local, ProxyVariables.noProxy(Map.of("no_proxy", local)));
    assertEquals("a.example,.b.example," + local, noProxy("a.example, .b.example"));
    assertEquals("::1,a.example,localhost,127.0.0.1,[::1]", noProxy("::1,a.example"));
    assertEquals("a.example," + local, ProxyVariables.noProxy(Map.of("NO_PROXY", "a.example")));
    assertEquals(
        "a.example," + local,
        ProxyVariables.noProxy(Map.of("no_proxy", "a.example", "NO_PROXY", "b.example")));
  }

  @Test
  void whatKeepsEverythingAwayIsNot() {
    assertEquals(ProxyVariables.LOCAL, noProxy("*"));
    assertEquals(ProxyVariables.LOCAL, noProxy(",, ,"));
  }

  private static String noProxy(String own) {
    return ProxyVariables.noProxy(Map.of("no_proxy", own));
  }
}
