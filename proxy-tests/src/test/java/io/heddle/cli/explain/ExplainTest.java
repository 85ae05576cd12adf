package io.heddle.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heddle.address.Endpoint;
import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.cli.command.Arguments;
import io.heddle.support.ExpiredCertificate;
import io.heddle.support.NameServerPeer;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TestFiles;
import io.heddle.support.TlsListenerSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Command `heddle explain`, with upstream proxies played by the test.
@Tag("component")
class ExplainTest {
  private static final String HERE = "  ◀ here";

  @TempDir Path folder;

  private final Origin upstream = Origin.start();

  @AfterEach
  void close() {
    upstream.close();
  }

  private record Result(ExitCode exitCode, String out, String err) {
    /// Expects a line that matches, whatever its numbers of milliseconds.
    Result says(String line) {
      String pattern = Pattern.quote(line).replace("…", "\\E.*\\Q");
      assertTrue(
          out.lines().anyMatch(one -> one.strip().matches(pattern)),
          () -> "no line: " + line + "\n" + out + err);
      return this;
    }

    /// The only step that the JSON marks as the cause of the refusal.
    JsonNode blamed() {
      try {
        List<JsonNode> first = new ArrayList<>();
        for (JsonNode step : new ObjectMapper().readTree(out).get("steps")) {
          if (step.path("first").asBoolean()) {
            first.add(step);
          }
        }
        assertEquals(1, first.size(), out);
        return first.getFirst();
      } catch (IOException e) {
        throw new AssertionError(out, e);
      }
    }

    Result blames(String kind, String why) {
      ends(ExitCode.FAILED);
      assertEquals(kind, blamed().get("kind").asText(), out);
      assertEquals("failed", blamed().get("outcome").asText(), out);
      assertTrue(blamed().get("why").asText().contains(why), out);
      return this;
    }

    Result ends(ExitCode expected) {
      assertEquals(expected, exitCode, out + err);
      return this;
    }
  }

  private Result explain(String config, String... arguments) {
    Path file = TestFiles.write(folder.resolve("heddle.yaml"), config);
    List<String> all = new ArrayList<>(List.of("--config", file.toString()));
    all.addAll(List.of(arguments));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream lines = new PrintStream(out, false, StandardCharsets.UTF_8)) {
      // Not by its own run, which sets up a log: the tests have one already.
      ExitCode code =
          ExplainCommand.explain(
              Arguments.parse(new ExplainCommand(), all.toArray(String[]::new)), lines);
      lines.flush();
      return new Result(code, out.toString(StandardCharsets.UTF_8), "");
    } catch (AppException e) {
      return new Result(e.exitCode(), "", e.getMessage());
    }
  }

  /// Plays the upstream proxy for one connection.
  private void upstreamDoes(Consumer<Peer> talk) {
    Thread.startVirtualThread(() -> {
      try (Peer hop = upstream.accept()) {
        talk.accept(hop);
      }
    });
  }

  private String through(String url, String... more) {
    return "outbounds: {next: {url: \"%s\"%s}}\ndefault: next\n"
        .formatted(url.replace("UPSTREAM", "" + upstream.address()), String.join("", more));
  }

  @Test
  void anOpenWay() {
    try (Origin origin = Origin.start()) {
      explain("default: direct\n", origin.address().toString())
          .ends(ExitCode.OK)
          .says(origin.address() + " as a tunnel, from 127.0.0.1:1080, by …")
          .says("outbound: direct, by default")
          .says("ok      connect  " + origin.address() + "…ms  from 127.0.0.1:…")
          .says("open after …ms, via direct");
    }
  }

  @Test
  void aFault() {
    String rule = "rules: [{fault: {delay: 10ms, jitter: 5ms, rate: 64KiB}, to: direct}]\n";
    try (Origin origin = Origin.start()) {
      explain(rule, origin.address().toString())
          .ends(ExitCode.OK)
          .says("outbound: direct, by rules[0], with fault delay:10ms,jitter:5ms,rate:64KiB")
          .says("ok      fault    delay:10ms,jitter:5ms,rate:64KiB of rules[0]…ms")
          .says("ok      connect  " + origin.address() + "…ms  from 127.0.0.1:…")
          .says("open after …ms, via direct");
      explain(
              "rules: [{fault: {refuse: 100%}, to: direct}]\n",
              origin.address().toString(), "--json")
          .blames("fault", "refuses some connections on purpose (refuse:100%)");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          127.0.0.0/8 |           | yes: allow has 127.0.0.0/8
          192.0.2.1   |           | no: no entry of allow has it
          127.0.0.0/8 | 127.0.0.1 | no: deny has 127.0.0.1
          """)
  void thePolicyOfAListener(String allow, String deny, String finding) {
    String denied = deny == null ? "" : ", deny: [" + deny + "]";
    String config =
        "inbounds: [{listen: '127.0.0.1:0', policy: agent}]\n"
            + "policies: {agent: {allow: ["
            + allow
            + "]"
            + denied
            + "}, other: {allow: []}}\n";
    try (Origin origin = Origin.start()) {
      boolean open = finding.startsWith("yes");
      Result result =
          explain(config, origin.address().toString())
              .says("policy agent  " + finding + (open ? "" : HERE))
              .ends(open ? ExitCode.OK : ExitCode.FAILED);
      if (!open) {
        result.says("refused after …ms: DENIED_BY_POLICY: denied by policy \"agent\": …");
        assertFalse(result.out().contains("outbound:"), result.out());
        origin.hasNoConnection();
      }
      explain(config, origin.address().toString(), "--policy", "other")
          .says("policy other  no: no entry of allow has it" + HERE)
          .ends(ExitCode.FAILED);
      Result misspelt =
          explain(config, origin.address().toString(), "--policy", "agnet")
              .ends(ExitCode.BAD_INPUT);
      assertEquals(
          "heddle: --policy agnet: the policies are agent, other; did you mean \"agent\"?",
          misspelt.err());
      explain(config, "http://heddle.test/").ends(ExitCode.FAILED);
    }
  }

  @Test
  void aNameThatAnUpstreamResolvesIsNotSeenByThePolicy() {
    upstreamDoes(hop -> {
      hop.receives("05 01 00").sends("05 00").receivesBytes(4 + 1 + 9 + 2);
      hop.sends("05 00 00 01 7f 00 00 01 00 01");
    });
    explain(
            through("socks5://UPSTREAM") + "policies: {agent: {allow: [a.example]}}\n",
            "a.example:443",
            "--policy",
            "agent")
        .ends(ExitCode.OK)
        .says("policy agent  yes: allow has a.example")
        .says("policy: whether the name leads to a private or denied address is not seen…");
  }

  @Test
  void theProxyItselfAnswersForItsName() {
    explain("default: block\n", "http://heddle.test/")
        .ends(ExitCode.OK)
        .says("heddle.test:80 as a forwarded request, from 127.0.0.1:1080, by …")
        .says("no rule is asked, and nothing is dialled")
        .says("open: the proxy answers itself, with who the client is to it");
    explain("default: block\n", "http://heddle.test/", "--json")
        .ends(ExitCode.OK)
        .says("\"open\": true,")
        .says("\"via\": \"the proxy itself\"");
    explain("default: direct\n", "heddle.test:443")
        .ends(ExitCode.FAILED)
        .says("refused: COMMAND_NOT_SUPPORTED: heddle.test is this proxy itself, which answers…");
  }

  @Test
  void aRefusedPort() {
    Endpoint closed = Origin.closedPort();
    explain("default: direct\n", "http://" + closed + "/path?query")
        .ends(ExitCode.FAILED)
        .says(closed + " as a forwarded request, from 127.0.0.1:1080, by …")
        .says("FAILED  connect  " + closed + "…" + closed + " refused the connection" + HERE)
        .says("refused after …ms: CONNECTION_REFUSED: " + closed + " refused the connection")
        .says("clients are told: HTTP 502, SOCKS 5 reply 5, SOCKS 4 reply 91");
  }

  @Test
  void aNameThatDoesNotResolve() {
    explain("default: direct\n", "https://nowhere.invalid/")
        .ends(ExitCode.FAILED)
        .says("FAILED  resolve  nowhere.invalid…no address found for nowhere.invalid" + HERE)
        .says("refused after …ms: NAME_NOT_RESOLVED: no address found for nowhere.invalid");
  }

  @Test
  void aBlockedHostAndTheRulesBefore() {
    String config =
        """
        inbounds: [{listen: 127.0.0.1:1080}, {listen: 127.0.0.1:1081, users: {alice: secret}}]
        rules:
          - {domains: [a.example, b.example, c.example, d.example], to: direct}
          - {domains: [ads.example], ports: [80], to: direct}
          - {cidrs: [192.0.2.0/24], resolve: true, users: [alice], to: direct}
          - {inbounds: ["127.0.0.1:1081"], users: [alice], network: tcp, to: block}
        """;
    explain(config, "x.ads.example:443", "--user", "alice", "--inbound", "127.0.0.1:1081")
        .ends(ExitCode.FAILED)
        .says("x.ads.example:443 as a tunnel, from 127.0.0.1:1081, for alice, by …")
        .says("rules[0] to direct  no: domains [a.example, b.example, c.example, and 1 more]")
        .says("rules[1] to direct  yes: domains [ads.example]  no: ports [80]")
        .says("rules[2] to direct  yes: users [alice]  no: cidrs [192.0.2.0/24] (resolved)")
        .says(
            "rules[3] to block   yes: users [alice]  yes: inbounds [127.0.0.1:1081]"
                + "  yes: network tcp")
        .says("FAILED  resolve  x.ads.example…no address found for x.ads.example")
        .says("outbound: block, by rules[3]" + HERE)
        .says("refused after …ms: NOT_ALLOWED: the rules of this proxy block x.ads.example:443");
  }

  @Test
  void theProgramOfTheClient() {
    String config = "rules: [{programs: [git], domains: [a.example], to: block}]\ndefault: block\n";
    explain(config, "a.example:443", "--program", "git")
        .ends(ExitCode.FAILED)
        .says("rules[0] to block  yes: domains [a.example]  yes: programs [git]")
        .says("outbound: block, by rules[0]" + HERE);
    explain(config, "a.example:443")
        .ends(ExitCode.FAILED)
        .says("rules[0] to block  yes: domains [a.example]  no: programs [git]");
  }

  @Test
  void theAddressOfAConfiguredNameAndTheRuleThatForbidsIt() {
    String config =
        """
        dns: {hosts: {api.test: 127.0.0.1}}
        rules:
          - {when: {address-in: [203.0.113.0/24]}, to: direct}
          - {private: true, to: block}
        """;
    explain(config, "api.test:80")
        .ends(ExitCode.FAILED)
        .says("rules[0] to direct  no: when address-in [203.0.113.0/24]")
        .says("rules[1] to block   yes: private address (resolved)")
        .says("ok      resolve  api.test…addresses 127.0.0.1; by dns.hosts");
  }

  @Test
  void aLiteralAddressIsNotResolved() {
    explain("rules: [{private: true, to: block}]", "[::1]:80")
        .ends(ExitCode.FAILED)
        .says("[::1]:80 as a tunnel, from 127.0.0.1:1080, by …")
        .says("rules[0] to block  yes: private address");
  }

  @Test
  void addressesAreShortened() {
    explain("dns: {hosts: {api.test: '::1'}}\nrules: [{private: true, to: block}]", "api.test:80")
        .ends(ExitCode.FAILED)
        .says("ok      resolve  api.test…addresses ::1; by dns.hosts");
  }

  @Test
  void theNameServerOfADomain() {
    try (NameServerPeer server =
        NameServerPeer.answering(query -> List.of(NameServerPeer.response(query, 5)))) {
      String at = "127.0.0.1:" + server.address().getPort();
      explain("dns: {servers: [{domains: [corp.example], at: \"" + at + "\"}]}\n", "corp.example:1")
          .ends(ExitCode.FAILED)
          .says(
              "FAILED  resolve  corp.example…the name server "
                  + at
                  + " refuses to answer about the name corp.example (REFUSED)"
                  + HERE);
    }
  }

  @Test
  void manyRulesAreToldShortly() {
    StringBuilder config = new StringBuilder("rules:\n");
    for (int i = 0; i < 50; i++) {
      config.append("  - {domains: [n").append(i).append(".example], ports: [1], to: block}\n");
    }
    Result result = explain(config + "  - {to: block}\n", "n7.example:2").ends(ExitCode.FAILED);
    result
        .says("49 rules: no, by their first condition")
        .says("rules[7] to block   yes: domains [n7.example]  no: ports [1]")
        .says("rules[50] to block  yes: it has no conditions");
    assertEquals(7, result.out().lines().count(), result.out());
  }

  @Test
  void thisProxyItself() {
    explain("default: direct\n", "127.0.0.1:1080")
        .ends(ExitCode.FAILED)
        .says("refused after …ms: LOOP_DETECTED: 127.0.0.1:1080 is this proxy itself");
  }

  @Test
  void aDeadUpstream() {
    Endpoint dead = Origin.closedPort();
    explain(through("http://" + dead), "host.example:443")
        .ends(ExitCode.FAILED)
        .says("FAILED  connect  " + dead + "…" + dead + " refused the connection" + HERE)
        .says("refused after …ms: UPSTREAM_UNREACHABLE: upstream next (" + dead + "): …");
  }

  @Test
  void anUpstreamWithAWrongPassword() {
    upstreamDoes(hop -> {
      hop.receivesHead();
      hop.sendsText("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n");
    });
    String hop = "upstream next (" + upstream.address() + ")";
    explain(through("http://me:s3cret@UPSTREAM"), "host.example:443")
        .ends(ExitCode.FAILED)
        .says("ok      connect  " + upstream.address() + "…")
        .says(
            "FAILED  ask      "
                + hop
                + "…it does not accept the configured user name and password"
                + HERE)
        .says("clients are told: HTTP 502, …");
  }

  /// The program of the password fails, so there is nothing to send.
  @Test
  void theAuthenticationIsBlamedThatHasNoCredentials() {
    upstreamDoes(Peer::receivesRest);
    String more = ", auth: basic, password: {command: [\"false\"]}";
    for (String target : List.of("host.example:443", "http://host.example/")) {
      explain(through("http://me@UPSTREAM", more), target)
          .ends(ExitCode.FAILED)
          .says("FAILED  auth     Basic with upstream next (…" + HERE);
      explain(through("http://me@UPSTREAM", more), target, "--json").blames("auth", "");
    }
  }

  @Test
  void aConnectionThatIsClosedAfterTheQuestionForCredentialsIsNotBlamed() {
    Thread.startVirtualThread(() -> {
      try (Peer hop = upstream.accept()) {
        hop.receivesHead();
        hop.sendsText("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\nConnection: close\r\n\r\n");
      }
      try (Peer hop = upstream.accept()) {
        hop.receivesHead();
        hop.sendsText("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
      }
    });
    explain(through("http://me:s3cret@UPSTREAM", ", auth: [ntlm, basic]"), "host.example:443")
        .ends(ExitCode.FAILED)
        .says("FAILED  ask      …it asks for credentials, for which another connection is needed")
        .says("FAILED  ask      …403 Forbidden" + HERE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "407 No                   |     | FAILED  ask      upstream next (…it does not accept the"
            + " configured user name and password  ◀ here",
        "407 No                   |     | clients are told: HTTP 502, …",
        "200 OK                   |     | ok      ask      upstream next (…status 200",
        "404 Not Found            |     | open after …ms, via next, which answers 404 Not Found",
        "502 Bad | x; error=dns_error; details=\"no such name\" | not reached after …ms, via next, which"
            + " answers 502 Bad: refused there: dns_error no such name",
        "502 Bad Gateway          |     | not reached after …ms, via next, which answers 502 Bad Gateway",
        "503 Busy                 |     | not reached after …ms, via next, which answers 503 Busy",
        "504 Gateway Timeout      |     | not reached after …ms, via next, which answers 504 Gateway Timeout",
        "500 Broken               |     | open after …ms, via next, which answers 500 Broken",
      })
  void anUpstreamThatForwardsIsAsked(String status, String proxyStatus, String line) {
    upstreamDoes(hop -> {
      String head = hop.receivesHead();
      assertTrue(head.startsWith("HEAD http://host.example/a?b HTTP/1.1\r\n"), head);
      assertTrue(head.contains("\r\nProxy-Authorization: Basic "), head);
      hop.sendsText(
          "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 %s\r\n%s\r\n"
              .formatted(
                  status, proxyStatus == null ? "" : "Proxy-Status: " + proxyStatus + "\r\n"));
    });
    boolean open = status.startsWith("200") || status.startsWith("404") || status.startsWith("500");
    explain(through("http://me:s3cret@UPSTREAM"), "http://host.example/a?b")
        .ends(open ? ExitCode.OK : ExitCode.FAILED)
        .says(line);
  }

  @Test
  void aRefusalByTheRulesOfTheNextProxyIsNotOurs() {
    upstreamDoes(hop -> {
      hop.receivesHead();
      hop.sendsText("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    });
    explain(through("http://UPSTREAM"), "host.example:443")
        .ends(ExitCode.FAILED)
        .says("outbound: next, by default")
        .says("refused after …ms: UPSTREAM_DENIED: upstream next (…, 403 Forbidden");
  }

  @Test
  void anUpstreamThatSpeaksSomethingElse() {
    upstreamDoes(hop -> hop.sendsText("220 mail.example\r\n").receivesRest());
    explain(through("socks5://UPSTREAM"), "host.example:443")
        .ends(ExitCode.FAILED)
        .says("FAILED  ask      upstream next (…it does not speak its protocol: …" + HERE);
  }

  @Test
  void anUpstreamInTls() {
    SelfSignedCertificate certificate = SelfSignedCertificate.of(folder, "ip:127.0.0.1");
    upstreamDoes(hop -> {
      Peer secure = hop.inTls(certificate.context(certificate), "TLSv1.3", false);
      secure.receivesHead();
      secure.sendsText("HTTP/1.1 200 OK\r\n\r\n");
    });
    explain(trusting(certificate.certificate()), "host.example:443")
        .ends(ExitCode.OK)
        .says(
            "ok      tls      upstream next (…) as 127.0.0.1…alpn …; certificate CN=test; …expires …"
                + "protocol TLSv1.3")
        .says("ok      ask      upstream next (…)…")
        .says("open after …ms, via next");
  }

  @Test
  void anUpstreamInHttp2() {
    SelfSignedCertificate certificate = SelfSignedCertificate.of(folder, "ip:127.0.0.1");
    try (Origin origin = Origin.start();
        ProxyUnderTest next =
            ProxyUnderTest.with().entrance(TlsListenerSettings.of(certificate)).start()) {
      String url = "https://" + next.address();
      explain(
              through(url, ", http2: required, tls: {ca: \"" + certificate.certificate() + "\"}"),
              origin.address().toString())
          .ends(ExitCode.OK)
          .says("ok      tls      upstream next (…) as 127.0.0.1…alpn h2…")
          .says("open after …ms, via next");
    }
  }

  @Test
  void anUpstreamWithAnExpiredCertificate() {
    ExpiredCertificate certificate = ExpiredCertificate.of(folder, "ip:127.0.0.1");
    upstreamDoes(hop -> shakesHandsInVain(hop, certificate));
    explain(trusting(certificate.authority()), "host.example:443")
        .ends(ExitCode.FAILED)
        .says("ok      connect  " + upstream.address() + "…")
        .says("FAILED  tls      upstream next (…its certificate has expired" + HERE);
  }

  private static void shakesHandsInVain(Peer hop, ExpiredCertificate certificate) {
    try {
      hop.inTls(certificate.context(), "TLSv1.3", false).receivesEnd();
    } catch (AssertionError | RuntimeException e) {
      // The other end has broken off, which it tells by an alert.
    }
  }

  private String trusting(Path authority) {
    return through("https://UPSTREAM", ", tls: {ca: \"" + authority + "\"}");
  }

  @Test
  void theMembersOfAGroupAreToldInTurn() {
    Endpoint dead = Origin.closedPort();
    try (Origin origin = Origin.start()) {
      String config =
          """
          outbounds:
            dead: {url: "socks5://%s"}
            either: {first-available: [dead, direct]}
          default: either
          """
              .formatted(dead);
      explain(config, origin.address().toString())
          .ends(ExitCode.OK)
          .says("FAILED  connect  " + dead + "…refused the connection")
          .says("open after …ms, via either/direct");
    }
  }

  @Test
  void theAnswerOfAScriptAndItsProxiesAreToldInTurn() {
    Endpoint dead = Origin.closedPort();
    Path script =
        TestFiles.write(
            folder.resolve("proxy.pac"),
            "function FindProxyForURL(url, host) { return 'PROXY " + dead + "; DIRECT'; }");
    try (Origin origin = Origin.start()) {
      String target = origin.address().toString();
      explain("outbounds: {office: {pac: \"" + script + "\"}}\ndefault: office\n", target)
          .ends(ExitCode.OK)
          .says(
              "ok      pac      https://"
                  + target
                  + "/ for office…ms  answer PROXY "
                  + dead
                  + "; DIRECT")
          .says("FAILED  connect  " + dead + "…refused the connection")
          .says("open after …ms, via office/direct");
    }
  }

  @Test
  void programsGetJson() throws Exception {
    Endpoint closed = Origin.closedPort();
    Result result =
        explain("rules: [{ports: [1], to: block}]\n", closed.toString(), "--json")
            .ends(ExitCode.FAILED);
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertEquals(closed.toString(), json.get("target").asText());
    assertEquals(
        "{\"rule\":\"rules[0]\",\"outbound\":\"block\",\"holds\":false,"
            + "\"conditions\":[{\"condition\":\"ports [1]\",\"holds\":false}]}",
        json.get("rules").get(0).toString());
    assertEquals("connect", json.get("steps").get(0).get("kind").asText());
    assertTrue(json.get("steps").get(0).get("first").asBoolean());
    assertTrue(json.get("milliseconds").isDouble());
    assertEquals("CONNECTION_REFUSED", json.get("refusal").get("reason").asText());
    assertEquals(502, json.get("refusal").get("http").asInt());
  }

  @Test
  void programsGetTheFirstHopThatFailed() {
    Endpoint closed = Origin.closedPort();
    String refused = closed + " refused the connection";
    explain("default: direct\n", "" + closed, "--json").blames("connect", refused);
    explain("default: direct\n", "nowhere.invalid:1", "--json")
        .blames("resolve", "no address found for nowhere.invalid");
    explain(through("socks5://" + closed), "host.example:443", "--json").blames("connect", refused);
  }

  @Test
  void programsGetTheUpstreamThatFailed() {
    upstreamDoes(hop -> {
      hop.receives("05 02 00 02");
      hop.sends("05 02").receives("01 02 6d 65 06 73 33 63 72 65 74");
      hop.sends("01 01");
    });
    Result result =
        explain(through("socks5://me:s3cret@UPSTREAM"), "host.example:443", "--json")
            .blames("ask", "it does not accept the configured user name and password");
    assertFalse(result.out().contains("s3cret"), result.out());
    ExpiredCertificate certificate = ExpiredCertificate.of(folder, "ip:127.0.0.1");
    upstreamDoes(hop -> shakesHandsInVain(hop, certificate));
    explain(trusting(certificate.authority()), "host.example:443", "--json")
        .blames("tls", "its certificate has expired");
  }

  @Test
  void programsGetTheRuleThatBlocks() throws Exception {
    Result result =
        explain("rules: [{domains: [ads.example], to: block}]\n", "ads.example:443", "--json")
            .ends(ExitCode.FAILED);
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertEquals("rules[0]", json.get("rule").asText());
    assertTrue(json.get("rules").get(0).get("holds").asBoolean());
    assertEquals("[]", json.get("steps").toString());
    assertEquals("NOT_ALLOWED", json.get("refusal").get("reason").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host.example: | \"\" is not a port",
        "gopher://host.example/ | the default port of gopher is not known; write host:port",
        "host.example:0 | port 0 cannot be a target",
        "http://host.example:0/ | port 0 cannot be a target",
        "http://a@b@host.example/ | a user name in a host, which may deceive people",
      })
  void badTargetsAreRefused(String target, String message) {
    Result result = explain("default: direct\n", target).ends(ExitCode.BAD_INPUT);
    assertEquals("heddle: " + target + ": " + message, result.err());
  }

  @Test
  void aComplaintNamesTheTargetOnce() {
    Result result = explain("default: direct\n", "1080").ends(ExitCode.BAD_INPUT);
    assertEquals("heddle: no port in \"1080\"", result.err());
  }

  @Test
  void badArgumentsAreRefused() {
    assertTrue(
        explain("default: direct\n").err().startsWith("heddle: explain needs one target, as"));
    assertEquals(
        "heddle: --inbound x: the listeners are 127.0.0.1:1080",
        explain("default: direct\n", "a:1", "--inbound", "x").err());
  }
}
