package io.heddle.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.policy.PolicyVerdict.Allowed;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Policies that are written from what clients have asked for.
@Tag("codec")
class LearnedTargetsTest {
  private final LearnedTargets learned = new LearnedTargets(PolicyDefinition.named("any"));

  private void asks(int count, String... targets) {
    for (int i = 0; i < count; i++) {
      for (String target : targets) {
        learned.allowed(Endpoint.parse(target));
      }
    }
  }

  @Test
  void aPolicyHasWhatWasAskedFor() {
    asks(2, "a.example.com:443", "b.example.com:443");
    asks(3, "c.example.com:443");
    asks(1, "a.example.com:80", "b.example.com:80", "192.0.2.1:22", "[2001:db8::1]:443");
    learned.allowed(Endpoint.parse("private.test:80"));
    learned.leadsTo(Endpoint.parse("private.test:80"), InetAddress.ofLiteral("10.0.0.7"));
    learned.refused(
        Endpoint.parse("private.test:80"), new Refusal(Reason.DENIED_BY_POLICY, "private"));
    learned.allowed(new Endpoint(Host.parseAnyName("a&b.example"), 80));
    assertEquals(
        """
        # Learned from 13 requests.
        # 1 of them is left out: too many targets, or no name of a host.
        policies:
          learned:
            allow:
              - "192.0.2.1:22"  # 1
              - "[2001:db8::1]:443"  # 1
              - "example.com:443"  # 7: a.example.com 2, b.example.com 2, c.example.com 3
              - "a.example.com:80"  # 1
              - "b.example.com:80"  # 1
        # Refused, as private or denied; entries of private addresses would allow them:
        #     - "private.test:80"  # 1, leads to 10.0.0.7
        """,
        learned.policy("learned"));
  }

  @Test
  void nothingAskedForIsNothingAllowed() {
    assertEquals(
        """
        # Learned from 0 requests.
        policies:
          learned:
            allow: []
        """,
        learned.policy("learned"));
  }

  @Test
  void oneRequestIsOne() {
    asks(1, "a.example:443");
    assertEquals(
        """
        # Learned from 1 request.
        policies:
          learned:
            allow:
              - "a.example:443"  # 1
        """,
        learned.policy("learned"));
  }

  /// A name may lead to a private address now and then.
  @Test
  void onlyTheRefusedRequestsAreTakenBack() {
    asks(3, "a.example:443");
    learned.refused(Endpoint.parse("a.example:443"), new Refusal(Reason.DENIED_BY_POLICY, ""));
    learned.refused(Endpoint.parse("10.0.0.1:443"), new Refusal(Reason.DENIED_BY_POLICY, ""));
    assertEquals(
        """
        # Learned from 4 requests.
        policies:
          learned:
            allow:
              - "a.example:443"  # 2
        # Refused, as private or denied; entries of private addresses would allow them:
        #     - "10.0.0.1:443"  # 1
        #     - "a.example:443"  # 1
        """,
        learned.policy("learned"));
  }

  @Test
  void serverNamesInTunnelsAreLearned() {
    asks(1, "a.example:443");
    learned.otherServerNamed(Endpoint.parse("b.example:443"));
    learned.noServerNamed();
    assertEquals(
        """
        # Learned from 1 request.
        policies:
          learned:
            allow:
              - "a.example:443"  # 1
              - "b.example:443"  # 1
            # sni: off would allow the TLS connections that named no server: 1
        """,
        learned.policy("learned"));
  }

  @Test
  void theEntriesAllowWhatWasAskedFor() {
    List<String> targets =
        List.of("a.shop.co.uk:443", "b.shop.co.uk:443", "c.shop.co.uk:443", "[2001:db8::1]:1");
    asks(1, targets.toArray(String[]::new));
    List<PolicyEntry> entries =
        learned
            .policy("learned")
            .lines()
            .filter(line -> line.startsWith("      - "))
            .map(line -> PolicyEntry.parse(line.split("\"", -1)[1]))
            .toList();
    assertEquals(2, entries.size());
    Policy policy = PolicyTest.policy(PolicyEntry.printList(entries), "");
    for (String target : targets) {
      assertEquals(true, policy.verdict(Endpoint.parse(target)) instanceof Allowed, target);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "api.github.com, github.com",
    "github.com, github.com",
    "www.shop.co.uk, shop.co.uk",
    "shop.co.uk, shop.co.uk",
    "co.uk, co.uk",
    "a.b.c.com.au, c.com.au",
    "com.example, com.example",
    "a.com.example, com.example",
    "me.github.io, me.github.io",
    "a.me.github.io, a.me.github.io",
    "x.s3.amazonaws.com, x.s3.amazonaws.com",
    "intranet, intranet",
  })
  void theRegistrableNameIsFound(String name, String registrable) {
    assertEquals(registrable, RegistrableName.of(name));
  }
}
