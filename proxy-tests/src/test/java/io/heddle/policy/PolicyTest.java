package io.heddle.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.policy.PolicyDefinition.PrivateTargets;
import io.heddle.policy.PolicyDefinition.ServerNameCheck;
import io.heddle.policy.PolicySelection.SelectionMode;
import io.heddle.policy.PolicyVerdict.Allowed;
import io.heddle.policy.PolicyVerdict.Denied;
import io.heddle.request.Refusal;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Verdicts of policies, and the entries that they are made of.
@Tag("codec")
class PolicyTest {
  static Policy policy(String allow, String deny) {
    return Policy.enforced(
        new PolicyDefinition(
            "agent",
            allow.equals("-") ? Optional.empty() : Optional.of(PolicyEntry.parseList(allow)),
            PolicyEntry.parseList(deny),
            PrivateTargets.DENY,
            ServerNameCheck.MATCH));
  }

  private static String verdict(Policy policy, String target) {
    PolicyVerdict verdict = policy.verdict(Endpoint.parse(target));
    return verdict instanceof Denied denied ? denied.reason().name() : "ALLOWED";
  }

  /// `-` is a policy without `allow`; an empty text is `allow: []`.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -                    |                | a.example:443                | ALLOWED
          ''                   |                | a.example:443                | NOT_IN_ALLOW
          ''                   |                | 192.0.2.1:443                | NOT_IN_ALLOW
          a.example            |                | a.example:443                | ALLOWED
          a.example            |                | x.y.a.example:80             | ALLOWED
          a.example            |                | A.EXAMPLE.:80                | ALLOWED
          a.example            |                | ba.example:80                | NOT_IN_ALLOW
          a.example            |                | a.example.evil:80            | NOT_IN_ALLOW
          *.a.example          |                | a.example:80                 | ALLOWED
          =a.example           |                | a.example:80                 | ALLOWED
          =a.example           |                | x.a.example:80               | NOT_IN_ALLOW
          a.example:443        |                | a.example:443                | ALLOWED
          a.example:443        |                | a.example:80                 | NOT_IN_ALLOW
          a.example:8000-8080  |                | a.example:8080               | ALLOWED
          a.example:8000-8080  |                | a.example:8081               | NOT_IN_ALLOW
          a.example:1,a.example:2 |             | a.example:2                  | ALLOWED
          bücher.example       |                | xn--bcher-kva.example:80     | ALLOWED
          xn--bcher-kva.example |               | BÜCHER.example:80            | ALLOWED
          a.example            | b.a.example    | c.b.a.example:80             | DENY_ENTRY
          a.example            | b.a.example    | c.a.example:80               | ALLOWED
          =b.a.example         | a.example      | b.a.example:80               | DENY_ENTRY
          -                    | a.example:25   | a.example:25                 | DENY_ENTRY
          -                    | a.example:25   | a.example:26                 | ALLOWED
          192.0.2.0/24         |                | 192.0.2.7:1                  | ALLOWED
          192.0.2.0/24         |                | 0xc0.0.2.7:1                 | ALLOWED
          192.0.2.0/24         |                | 3221225991:1                 | ALLOWED
          192.0.2.0/24         |                | [::ffff:192.0.2.7]:1         | ALLOWED
          192.0.2.0/24         |                | 198.51.100.1:1               | NOT_IN_ALLOW
          192.0.2.7:22         |                | 192.0.2.7:23                 | NOT_IN_ALLOW
          192.0.2.7:22         |                | 192.0.2.7:22                 | ALLOWED
          [2001:db8::1]:443    |                | [2001:DB8:0:0::1]:443        | ALLOWED
          [2001:db8::1]:443    |                | [2001:db8::1]:444            | NOT_IN_ALLOW
          2001:db8::/32        |                | [2001:db8:1::1]:444          | ALLOWED
          -                    | 192.0.2.0/24   | 192.0.2.7:80                 | DENY_ENTRY
          -                    | 192.0.2.0/24   | 0300.0.2.7:80                | DENY_ENTRY
          -                    | 192.0.2.0/24   | [64:ff9b::192.0.2.7]:80      | DENY_ENTRY
          -                    | 192.0.2.0/24   | [2002:c000:207::1]:80        | DENY_ENTRY
          -                    | 192.0.2.0/24   | [::ffff:0:192.0.2.7]:80      | DENY_ENTRY
          -                    | 192.0.2.0/24   | 192.0.2.7.a.example:80       | ALLOWED
          -                    |                | 127.0.0.1:80                 | PRIVATE_ADDRESS
          -                    |                | 2130706433:80                | PRIVATE_ADDRESS
          -                    |                | 0x7f.1:80                    | PRIVATE_ADDRESS
          -                    |                | [::ffff:127.0.0.1]:80        | PRIVATE_ADDRESS
          -                    |                | [64:ff9b::7f00:1]:80         | PRIVATE_ADDRESS
          -                    |                | [2002:7f00:1::1]:80          | PRIVATE_ADDRESS
          -                    |                | 0.0.0.0:80                   | PRIVATE_ADDRESS
          -                    |                | [::]:80                      | PRIVATE_ADDRESS
          -                    |                | [fe80::1]:80                 | PRIVATE_ADDRESS
          -                    |                | 169.254.169.254:80           | PRIVATE_ADDRESS
          -                    |                | localhost:80                 | PRIVATE_ADDRESS
          -                    |                | a.localhost:80               | PRIVATE_ADDRESS
          localhost            |                | localhost:80                 | ALLOWED
          localhost            |                | 127.0.0.1:80                 | NOT_IN_ALLOW
          10.0.0.0/8           |                | 10.1.2.3:80                  | ALLOWED
          10.0.0.0/8           | 10.1.0.0/16    | 10.1.2.3:80                  | DENY_ENTRY
          group:npm            |                | registry.npmjs.org:443       | ALLOWED
          group:npm            |                | github.com:443               | NOT_IN_ALLOW
          """)
  void aPolicyDecides(String allow, String deny, String target, String expected) {
    Policy policy = policy(allow.equals("''") ? "" : allow, deny == null ? "" : deny);
    assertEquals(expected, verdict(policy, target));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a.example            | a.example | 10.0.0.1          | false
          a.example            | a.example | 192.0.2.1         | true
          a.example            | a.example | 127.0.0.1         | false
          a.example            | a.example | ::1               | false
          a.example            | a.example | 64:ff9b::a00:1    | false
          a.example,10.0.0.0/8 | a.example | 10.0.0.1          | true
          a.example,10.0.0.0/8 | a.example | 64:ff9b::a00:1    | true
          a.example,10.0.0.0/8 | a.example | 192.168.0.1       | false
          a.example,10.0.0.1:80 | a.example | 10.0.0.1         | false
          a.example,10.0.0.1:443 | a.example | 10.0.0.1        | true
          localhost            | localhost | 127.0.0.1         | true
          localhost            | localhost | ::1               | true
          localhost            | localhost | 10.0.0.1          | false
          localhost,a.example  | a.example | 127.0.0.1         | false
          -                    | a.example | 100.64.0.1        | false
          -                    | a.example | 224.0.0.1         | false
          -                    | a.example | fd00::1           | false
          -                    | a.example | 2001:db8::1       | true
          """)
  void aPrivateAddressNeedsAnEntryOfItsOwn(
      String allow, String name, String address, boolean expected) {
    assertEquals(
        expected,
        policy(allow, "").mayDial(Endpoint.parse(name + ":443"), InetAddress.ofLiteral(address)));
  }

  /// The address that is dialled, whatever led to it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          127.0.0.1        | 127.0.0.1        | true
          127.0.0.1        | ::ffff:127.0.0.1 | true
          127.0.0.1        | 64:ff9b::7f00:1  | true
          127.0.0.1        | 127.0.0.2        | false
          203.0.113.0/24   | 203.0.113.5      | true
          203.0.113.5:443  | 203.0.113.5      | true
          203.0.113.5:80   | 203.0.113.5      | false
          a.example        | 203.0.113.5      | false
          """)
  void aDeniedAddressIsNotDialled(String deny, String address, boolean denied) {
    InetAddress dialled = InetAddress.ofLiteral(address);
    for (PrivateTargets treatment : PrivateTargets.values()) {
      PolicyDefinition definition =
          new PolicyDefinition(
              "agent",
              Optional.of(
                  PolicyEntry.parseList("b.example,127.0.0.0/24,203.0.113.0/24,64:ff9b::/96")),
              PolicyEntry.parseList(deny),
              treatment,
              ServerNameCheck.MATCH);
      PolicyEnforcer enforcer =
          new PolicyEnforcer(
              Policy.enforced(definition),
              PolicySelection.configured("agent"),
              PolicyObserver.NONE);
      Optional<Refusal> refusal = enforcer.refusal(Endpoint.parse("b.example:443"), dialled);
      assertEquals(denied, refusal.isPresent(), treatment::toString);
      assertTrue(!denied || !enforcer.permitsAll());
      assertEquals(denied, refusal.filter(why -> why.details().contains(deny)).isPresent());
    }
  }

  /// A configuration without the policy, as a client could write it, changes nothing.
  @Test
  void aFixedPolicyDoesNotFollowTheConfiguration() {
    PolicySelection agent = PolicySelection.configured("agent");
    PolicySet before = new PolicySet(List.of(policy("a.example", "").definition()));
    PolicySet after = new PolicySet(List.of(policy("b.example", "").definition()));
    Policy fixed = PolicyBinding.fixed(agent, PolicyObserver.NONE, before).enforcer(after).policy();
    assertEquals("ALLOWED", verdict(fixed, "a.example:1"));
    assertEquals("NOT_IN_ALLOW", verdict(fixed, "b.example:1"));
    Policy following = new PolicyBinding(agent).enforcer(after).policy();
    assertEquals("ALLOWED", verdict(following, "b.example:1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "github.com",
        "=github.com",
        "api.example:443",
        "api.example:8000-8080",
        "10.20.0.0/16",
        "10.20.0.1:22",
        "fd00::/8",
        "[fd00::1]:443",
        "[fd00::/8]:443-444",
        "group:github",
        "localhost",
        "*.a.example:443",
        ".a.example",
      })
  void anEntryIsPrintedAsItIsWritten(String text) {
    assertEquals(text, PolicyEntry.parse(text).toString());
    assertEquals(PolicyEntry.parse(text), PolicyEntry.parse(PolicyEntry.parse(text).toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        ".",
        "a..b",
        "a.example:",
        "a.example:0",
        "a.example:70000",
        "a.example:2-1",
        "0x7f.1",
        "010.0.0.1",
        "10.0.0.1/8",
        "10.0.0.0/33",
        "[10.0.0.1]:80",
        "[fd00::1",
        "[fd00::1]443",
        "http://a.example",
        "a.example/path",
        "group:",
        "group:GIT",
        "a b",
        "a,b",
        "1.2.3.4.5",
        "1.2.3",
        "=1.2.3",
        "256.1.1.1",
        "*.",
      })
  void anythingElseIsAMistake(String text) {
    assertThrows(IllegalArgumentException.class, () -> PolicyEntry.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://foo.test/             | is a URL; an entry is its host: foo.test
          https://me@foo.test:8443/a@b | its host: foo.test:8443
          *                            | leave allow out
          a.test,                      | a comma without an entry
          a.test:0                     | port 0 is not within 1-65535
          a.test:70000                 | port 70000 is not within 1-65535
          1.2.3                        | neither an address
          """)
  void aMistakeSaysWhatWouldBeRight(String list, String words) {
    var e = assertThrows(IllegalArgumentException.class, () -> PolicyEntry.parseList(list));
    assertTrue(e.getMessage().endsWith(words) || e.getMessage().contains(words), e.getMessage());
  }

  /// The selection of a command is written as in [PolicySelection]; `agent` is a policy of the
  /// configuration that allows `a.example:443` and denies `*.d.example` and `group:npm`.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          allow=a.example            | b.example:443      | the options of heddle exec: | heddle exec --allow …,b.example
          allow=a.example:443        | a.example:80       | the options of heddle exec: | heddle exec --allow …,a.example:80
          allow=                     | b.example:443      | the options of heddle exec: | heddle exec --allow b.example
          allow=a.example;mode=learn | 10.0.0.1:443       | a private address           | heddle exec --allow …,10.0.0.1
          mode=learn                 | 10.0.0.1:443       | a private address           | heddle exec --allow 10.0.0.1
          deny=*.x.example           | y.x.example:80     | deny: *.x.example           | take *.x.example out of heddle exec --deny
          deny=group:npm             | registry.npmjs.org:1 | deny: group:npm           | take group:npm out of heddle exec --deny
          deny=x.example             | 10.0.0.1:80        | a private address           | heddle exec --allow with 10.0.0.1 and all else that it needs
          name=agent                 | b.example:80       | policy "agent":             | heddle exec --allow …,b.example
          name=agent                 | z.d.example:80     | deny: *.d.example           | take *.d.example out of policies.agent.deny
          name=agent;deny=*.x.example | x.example:80      | deny: *.x.example           | out of heddle exec --deny
          name=agent;origin=configuration | a.example:80  | policy "agent":             | add a.example:80 to policies.agent.allow
          name=agent;origin=configuration | registry.npmjs.org:1 | deny: group:npm           | out of policies.agent.deny
          name=gone                  | a.example:80       | policy "gone":              | define it under policies
          """)
  void aRefusalSaysWhatWouldAllowTheTarget(
      String selection, String target, String clause, String advice) {
    PolicySet policies =
        new PolicySet(List.of(policy("a.example:443", "*.d.example,group:npm").definition()));
    Refusal refusal =
        new PolicyBinding(PolicySelection.parse(selection))
            .enforcer(policies)
            .refusal(Endpoint.parse(target))
            .orElseThrow();
    assertTrue(refusal.clause().contains(clause), refusal.clause());
    assertTrue(refusal.details().endsWith(advice), refusal.details());
    assertTrue(refusal.details().startsWith(refusal.clause() + ". This is deliberate"));
  }

  @Test
  void anUnknownGroupIsAMistake() {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> PolicyEntry.parseList("a.example,group:nmp"));
    assertTrue(e.getMessage().contains("nmp") && e.getMessage().contains("npm"), e.getMessage());
  }

  @Test
  void theShippedGroupsHaveNamesAlone() {
    PolicyGroups groups = PolicyGroups.shipped();
    assertEquals(
        List.of("github", "npm", "pypi", "maven", "debian", "go", "crates"), groups.names());
    groups
        .byName()
        .values()
        .forEach(entries -> {
          assertFalse(entries.isEmpty());
          entries.forEach(one -> assertTrue(one instanceof PolicyEntry.NameEntry, one::toString));
        });
  }

  @Test
  void aSelectionIsOneLine() {
    PolicySelection selection =
        PolicySelection.command(
            Optional.of("agent"),
            Optional.of(PolicyEntry.parseList("a.example,[fd00::1]:443,group:npm")),
            PolicyEntry.parseList("b.example"),
            SelectionMode.LEARN);
    assertEquals(selection, PolicySelection.parse(selection.toString()));
    PolicySelection nothing =
        PolicySelection.command(
            Optional.empty(), Optional.of(List.of()), List.of(), SelectionMode.ENFORCE);
    assertEquals(nothing, PolicySelection.parse(nothing.toString()));
    assertEquals("NOT_IN_ALLOW", verdict(PolicySet.NONE.select(nothing), "a.example:443"));
  }

  @Test
  void theEntriesOfACommandAddToThoseOfAPolicy() {
    PolicySet policies = new PolicySet(List.of(policy("a.example", "x.example").definition()));
    Policy both =
        policies.select(
            PolicySelection.command(
                Optional.of("agent"),
                Optional.of(PolicyEntry.parseList("b.example,x.example")),
                PolicyEntry.parseList("c.a.example"),
                SelectionMode.ENFORCE));
    assertEquals("ALLOWED", verdict(both, "a.example:1"));
    assertEquals("ALLOWED", verdict(both, "b.example:1"));
    assertEquals("DENY_ENTRY", verdict(both, "x.example:1"));
    assertEquals("DENY_ENTRY", verdict(both, "c.a.example:1"));
  }

  @Test
  void aMissingPolicyAllowsNothing() {
    assertEquals(
        "NO_POLICY",
        verdict(PolicySet.NONE.select(PolicySelection.configured("gone")), "a.example:1"));
  }

  @Test
  void aLearningPolicyRefusesWhatIsDeniedAndPrivateAddressesAlone() {
    Policy learning =
        PolicySet.NONE.select(
            PolicySelection.command(
                Optional.empty(),
                Optional.of(PolicyEntry.parseList("10.0.0.1")),
                PolicyEntry.parseList("x.example,192.0.2.1"),
                SelectionMode.LEARN));
    assertEquals("ALLOWED", verdict(learning, "a.example:1"));
    assertEquals("ALLOWED", verdict(learning, "10.0.0.1:1"));
    assertEquals("PRIVATE_ADDRESS", verdict(learning, "10.0.0.2:1"));
    assertEquals("DENY_ENTRY", verdict(learning, "x.example:1"));
    InetAddress denied = InetAddress.ofLiteral("192.0.2.1");
    assertTrue(learning.denying(Endpoint.parse("a.example:1"), denied).isPresent());
    PolicyEnforcer enforcer =
        new PolicyEnforcer(learning, PolicySelection.configured("any"), PolicyObserver.NONE);
    Endpoint target = Endpoint.parse("a.example:443");
    assertTrue(learning.checksServerName(target));
    assertTrue(enforcer.refusalOfServerName(target, Optional.of("b.example")).isEmpty());
    assertTrue(enforcer.refusalOfServerName(target, Optional.of("x.example")).isPresent());
    assertTrue(enforcer.refusalOfServerName(target, Optional.empty()).isEmpty());
    assertTrue(enforcer.refusalOfClientHello(target, "is not valid").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "a.example, a.example, true",
    "a.example, b.example, true",
    "a.example, x.b.example, true",
    "a.example, c.example, false",
    "a.example, denied.b.example, false",
  })
  void aServerNameIsTheTargetOrAllowed(String target, String name, boolean expected) {
    Policy policy = policy("a.example,b.example:443", "denied.b.example");
    assertEquals(
        expected, policy.mayName(Endpoint.parse(target + ":443"), (Host.Name) Host.parse(name)));
    assertTrue(policy.verdict(Endpoint.parse("b.example:443")) instanceof Allowed);
  }
}
