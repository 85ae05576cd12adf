package io.heddle.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.policy.PolicyVerdict.Allowed;
import io.heddle.policy.PolicyVerdict.Denied;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;

/// Properties of policies: entries match by one meaning alone.
@Tag("codec")
class PolicyProperties {
  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> label =
        Arbitraries.strings()
            .withCharRange('a', 'c')
            .withCharRange('0', '2')
            .ofMaxLength(3)
            .ofMinLength(1);
    return label.list().ofMinSize(1).ofMaxSize(4).map(labels -> String.join(".", labels) + ".a");
  }

  @Provide
  Arbitrary<List<String>> lists() {
    return names().list().ofMinSize(1).ofMaxSize(3);
  }

  @Property
  void anAddressEntryNeverMatchesAName(
      @ForAll("names") String name,
      @ForAll @Size(4) byte[] address,
      @ForAll @IntRange(min = 1, max = 65535) int port) {
    Policy policy = PolicyTest.policy(Host.Ip.of(address) + ",0.0.0.0/0,::/0", "");
    assertTrue(policy.verdict(Endpoint.parse(name + ":" + port)) instanceof Denied);
  }

  @Property
  void aNameEntryNeverMatchesAnAddress(
      @ForAll("lists") List<String> entries, @ForAll @Size(4) byte[] address) {
    Policy policy = PolicyTest.policy(String.join(",", entries), "");
    Endpoint target = new Endpoint(Host.Ip.of(address), 443);
    assertTrue(policy.verdict(target) instanceof Denied);
  }

  @Property
  void aNameIsAllowedByItselfAndByThoseAboveIt(
      @ForAll("names") String entry, @ForAll("names") String name) {
    boolean below = name.equals(entry) || name.endsWith("." + entry);
    Endpoint target = Endpoint.parse(name + ":443");
    assertEquals(below, PolicyTest.policy(entry, "").verdict(target) instanceof Allowed);
    assertEquals(
        name.equals(entry), PolicyTest.policy("=" + entry, "").verdict(target) instanceof Allowed);
    assertEquals(!below, PolicyTest.policy("-", entry).verdict(target) instanceof Allowed);
  }

  @Property
  void allSpellingsOfAnAddressHaveOneVerdict(@ForAll @Size(4) byte[] bytes) {
    Host.Ip ip = Host.Ip.of(bytes);
    long number = 0;
    for (byte one : bytes) {
      number = number << 8 | (one & 0xff);
    }
    Policy policy = PolicyTest.policy("-", "64.0.0.0/2,10.0.0.0/8");
    boolean allowed = policy.verdict(new Endpoint(ip, 80)) instanceof Allowed;
    for (String text :
        List.of(
            Long.toString(number),
            "0x" + Long.toHexString(number),
            "0" + Long.toOctalString(number),
            "[::ffff:" + ip + "]")) {
      assertEquals(allowed, policy.verdict(Endpoint.parse(text + ":80")) instanceof Allowed, text);
    }
  }
}
