package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.policy.PolicyBinding;
import io.heddle.policy.PolicyEntry;
import io.heddle.policy.PolicySelection;
import io.heddle.policy.PolicySelection.SelectionMode;
import io.heddle.policy.RefusedTargets;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.StubLookup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What curl says of a policy, with the TLS library that it has.
@Tag("real-client")
class PolicyCurlTest {
  private static final int TLS_ERROR = 35;
  private static final int RECEIVE_ERROR = 56;
  private static final int PROXY_ERROR = 97;

  private static final RefusedTargets REFUSED = new RefusedTargets();

  private static Nginx web;
  private static StubLookup names;
  private static ProxyUnderTest proxy;

  @BeforeAll
  static void start(@TempDir Path folder) {
    web = Nginx.start(folder);
    names = new StubLookup().knows("a.example", "127.0.0.1").knows("b.example", "127.0.0.1");
    var selection =
        PolicySelection.command(
            Optional.empty(),
            Optional.of(PolicyEntry.parseList("a.example,127.0.0.1")),
            List.of(),
            SelectionMode.ENFORCE);
    proxy =
        ProxyUnderTest.with()
            .lookup(names, Duration.ofSeconds(5))
            .policy(new PolicyBinding(selection, REFUSED))
            .start();
  }

  @AfterAll
  static void stop() {
    proxy.close();
    names.close();
    web.close();
  }

  private static Program curl(String scheme, Object... more) {
    return Program.installed("curl")
        .with("--silent", "--show-error", "--insecure", "--noproxy", "")
        .with("--proxy", scheme + "://" + proxy.address())
        .with(more);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5h"})
  void anAllowedNameIsFetched(String scheme) {
    curl(scheme, web.https("a.example", "hello.txt")).run().succeeds().mentions("hello");
  }

  /// The tunnel leads to the allowed name, and the ClientHello in it names another.
  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5h"})
  void aTunnelWithAnotherServerNameEndsWithAnAlert(String scheme) {
    long before = REFUSED.count();
    ProgramOutput output =
        curl(scheme, "--connect-to", "::a.example:", web.https("b.example", "hello.txt"))
            .run()
            .exits(TLS_ERROR);
    output.complains("access denied");
    assertEquals(before + 1, REFUSED.count());
  }

  @Test
  void aDeniedNameIsToldInTheReasonPhrase() {
    curl("http", "--verbose", web.https("b.example", "hello.txt"))
        .run()
        .exits(RECEIVE_ERROR)
        .complains("denied by policy from the options of heddle exec: b.example");
    curl("socks5h", web.https("b.example", "hello.txt")).run().exits(PROXY_ERROR);
  }
}
