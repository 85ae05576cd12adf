package io.heddle.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Endpoint;
import io.heddle.policy.PolicyVerdict.Allowed;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;

/// Properties of policies against a plain model of their words: denial wins, names match names alone and
/// addresses match addresses alone, entries have ports or not, and private addresses need an entry.
@Tag("codec")
class PolicyModelProperties {
  private static final List<String> NAMES =
      List.of("a.example", "b.a.example", "xa.example", "example", "localhost", "c.b.a.example");

  /// Two private addresses, and three of one block.
  private static final List<String> ADDRESSES =
      List.of("10.0.0.1", "192.0.2.1", "192.0.2.2", "192.0.2.5", "127.0.0.1");

  /// Entry as the model has it. A block has the addresses that begin as its host does.
  ///
  /// @param exact of a name
  /// @param bits 32, or 24 for a block
  record Entry(String host, boolean exact, int bits, int first, int last) {
    private boolean isName() {
      return NAMES.contains(host);
    }

    private String text() {
      String ports = first == 0 ? "" : ":" + (first == last ? first : first + "-" + last);
      return isName() ? (exact ? "=" : "") + host + ports : block() + ports;
    }

    private String block() {
      return bits == 32 ? host : host.substring(0, host.lastIndexOf('.')) + ".0/24";
    }

    private boolean has(String target, int port) {
      boolean isPort = first == 0 || (first <= port && port <= last);
      return isPort
          && isName() == NAMES.contains(target)
          && (isName() ? hasName(target) : hasIp(target));
    }

    private boolean hasName(String target) {
      return target.equals(host) || (!exact && target.endsWith("." + host));
    }

    private boolean hasIp(String target) {
      String network = host.substring(0, host.lastIndexOf('.') + 1);
      return bits == 32 ? target.equals(host) : target.startsWith(network);
    }
  }

  @Provide
  Arbitrary<Entry> entries() {
    return Combinators.combine(
            hosts(), Arbitraries.of(true, false), Arbitraries.of(24, 32), ports(), ports())
        .as((host, exact, bits, one, other) ->
            one == 0 || other == 0
                ? new Entry(host, exact, bits, 0, 0)
                : new Entry(host, exact, bits, Math.min(one, other), Math.max(one, other)));
  }

  private static Arbitrary<Integer> ports() {
    return Arbitraries.of(0, 1, 80, 443, 444, 65535);
  }

  @Provide
  Arbitrary<String> hosts() {
    return Arbitraries.oneOf(Arbitraries.of(NAMES), Arbitraries.of(ADDRESSES));
  }

  @Provide
  Arbitrary<List<Entry>> lists() {
    return entries().list().ofMaxSize(4);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, tries = 5000)
  void aPolicyDecidesAsTheModel(
      @ForAll("lists") List<Entry> allow,
      @ForAll("lists") List<Entry> deny,
      @ForAll boolean limited,
      @ForAll("hosts") String host) {
    PolicyDefinition definition =
        PolicyDefinition.named("model")
            .with(limited ? Optional.of(parsed(allow)) : Optional.empty(), parsed(deny));
    Policy policy = Policy.enforced(definition);
    for (int port : List.of(1, 79, 80, 443, 444, 65535)) {
      boolean isAllowed = allow.stream().anyMatch(entry -> entry.has(host, port));
      boolean isPrivate = List.of("10.0.0.1", "127.0.0.1", "localhost").contains(host);
      boolean expected =
          deny.stream().noneMatch(entry -> entry.has(host, port))
              && (limited ? isAllowed : !isPrivate);
      assertEquals(
          expected,
          policy.verdict(Endpoint.parse(host + ":" + port)) instanceof Allowed,
          () -> host + ":" + port + " allow " + definition.allow() + " deny " + definition.deny());
    }
  }

  private static List<PolicyEntry> parsed(List<Entry> entries) {
    return entries.stream().map(entry -> PolicyEntry.parse(entry.text())).toList();
  }
}
