package io.heddle.dial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.AddressFamilyPreference;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;

/// Properties of the order of any addresses.
@Tag("component")
class AddressOrderProperties {

  @Provide
  Arbitrary<InetAddress> address() {
    return Arbitraries.oneOf(ofLength(4), ofLength(16));
  }

  private static Arbitrary<InetAddress> ofLength(int bytes) {
    return Arbitraries.bytes().array(byte[].class).ofSize(bytes).map(AddressOrderProperties::ip);
  }

  private static InetAddress ip(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Property
  void noAddressIsLostOrAdded(
      @ForAll @Size(max = 20) List<@From("address") InetAddress> resolved,
      @ForAll AddressFamilyPreference preference) {
    List<InetAddress> allowed =
        resolved.stream()
            .filter(address ->
                switch (preference) {
                  case AUTO, IPV4, IPV6 -> true;
                  case IPV4_ONLY -> isIpv4(address);
                  case IPV6_ONLY -> !isIpv4(address);
                })
            .toList();
    List<InetAddress> tried = AddressOrder.of(resolved, preference);
    assertEquals(allowed.size(), tried.size());
    for (InetAddress one : new HashSet<>(allowed)) {
      assertEquals(Collections.frequency(allowed, one), Collections.frequency(tried, one));
    }
  }

  @Property
  void eachFamilyKeepsTheResolversOrder(
      @ForAll @Size(max = 20) List<@From("address") InetAddress> resolved) {
    List<InetAddress> tried = AddressOrder.of(resolved, AddressFamilyPreference.AUTO);
    assertEquals(
        resolved.stream().filter(AddressOrderProperties::isIpv4).toList(),
        tried.stream().filter(AddressOrderProperties::isIpv4).toList());
    assertEquals(
        resolved.stream().filter(address -> !isIpv4(address)).toList(),
        tried.stream().filter(address -> !isIpv4(address)).toList());
  }

  @Property
  void familiesAlternateWhileThereAreBoth(
      @ForAll @Size(max = 20) List<@From("address") InetAddress> resolved) {
    List<InetAddress> tried = AddressOrder.of(resolved, AddressFamilyPreference.AUTO);
    long ipv4 = resolved.stream().filter(AddressOrderProperties::isIpv4).count();
    long both = 2 * Math.min(ipv4, resolved.size() - ipv4);
    for (int i = 1; i < both; i++) {
      assertEquals(isIpv4(tried.get(i - 1)), !isIpv4(tried.get(i)));
    }
  }

  private static boolean isIpv4(InetAddress address) {
    return address instanceof Inet4Address;
  }
}
