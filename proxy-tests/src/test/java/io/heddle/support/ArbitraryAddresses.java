package io.heddle.support;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Generators of addresses of every kind.
public final class ArbitraryAddresses {
  /// The longest name: three labels of 63 and one of 61 characters.
  public static final Host.Name LONGEST =
      new Host.Name(
          String.join(".", "a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(61)));

  private static final String EDGE = "abcdefghijklmnopqrstuvwxyz0123456789_";

  private ArbitraryAddresses() {}

  /// Any host and port.
  public static Arbitrary<Endpoint> endpoints() {
    return withPort(hosts());
  }

  /// Any IPv4 address and port.
  public static Arbitrary<Endpoint> ipv4Endpoints() {
    return withPort(ipv4());
  }

  /// IPv4, IPv6 and names.
  public static Arbitrary<Host> hosts() {
    return Arbitraries.oneOf(List.of(ipv4(), ipv6(), names()));
  }

  /// Any IPv4 address, and more often addresses with a special meaning in SOCKS 4A.
  public static Arbitrary<Host> ipv4() {
    return Arbitraries.oneOf(Arbitraries.integers(), Arbitraries.integers().between(0, 256))
        .map(bits -> Host.Ip.of(ByteBuffer.allocate(4).putInt(bits).array()));
  }

  /// Any IPv6 address, most with some groups of zeros. IPv4-mapped addresses become IPv4.
  public static Arbitrary<Host> ipv6() {
    Arbitrary<Integer> zeros = Arbitraries.just(0);
    Arbitrary<Integer> group = Arbitraries.integers().between(0, 0xffff);
    return Arbitraries.oneOf(zeros, group)
        .list()
        .ofSize(8)
        .map(groups -> {
          ByteBuffer bytes = ByteBuffer.allocate(16);
          groups.forEach(bits -> bytes.putShort(bits.shortValue()));
          return Host.Ip.of(bytes.array());
        });
  }

  /// Names of up to six labels, and the longest there is.
  public static Arbitrary<Host> names() {
    Arbitrary<String> top = label(Arbitraries.of("abcdefghijklmnopqrstuvwxyz_".split("")));
    Arbitrary<List<String>> others = label(Arbitraries.of(EDGE.split(""))).list().ofMaxSize(5);
    Arbitrary<Host> names =
        Combinators.combine(others, top)
            .as((under, last) -> String.join(".", under) + (under.isEmpty() ? "" : ".") + last)
            .filter(name -> name.length() <= 253)
            .map(Host.Name::new);
    return Arbitraries.frequencyOf(Tuple.of(30, names), Tuple.of(1, Arbitraries.just(LONGEST)));
  }

  private static Arbitrary<String> label(Arbitrary<String> first) {
    Arbitrary<String> middle =
        Arbitraries.strings().withChars(EDGE).withChars('-').ofMinLength(0).ofMaxLength(61);
    Arbitrary<String> rest =
        Combinators.combine(middle, Arbitraries.of(EDGE.split(""))).as(String::concat);
    return Combinators.combine(first, Arbitraries.oneOf(Arbitraries.just(""), rest))
        .as(String::concat);
  }

  private static Arbitrary<Endpoint> withPort(Arbitrary<Host> hosts) {
    Arbitrary<Integer> ports = Arbitraries.integers().between(0, 65535);
    return Combinators.combine(hosts, ports).as(Endpoint::new);
  }
}
