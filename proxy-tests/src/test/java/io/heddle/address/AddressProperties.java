package io.heddle.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.ArbitraryAddresses;
import java.net.InetAddress;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.arbitraries.StringArbitrary;

@Tag("codec")
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class AddressProperties {

  @Property
  void printedEndpointsAreParsedBack(@ForAll("endpoints") Endpoint endpoint) {
    assertEquals(endpoint, Endpoint.parse(endpoint.toString()));
    assertEquals(endpoint, Address.parse(endpoint.toString()));
    assertEquals(endpoint.host(), Host.parse(endpoint.host().toString()));
    assertEquals(endpoint.host(), Host.parse(endpoint.host().uriHost()));
  }

  @Property
  void caseAndFinalDotOfANameAreIgnored(@ForAll("names") Host name) {
    assertEquals(name, Host.parse(name.toString().toUpperCase(Locale.ROOT) + "."));
  }

  @Property
  void anIpv6AddressIsPrintedInItsCanonicalForm(@ForAll("ipv6") Host host) {
    String text = host.toString();
    assertEquals(host, new Host.Ip(InetAddress.ofLiteral(text)));
    assertEquals(text.toLowerCase(Locale.ROOT), text);
    assertFalse(text.matches("(.*:)?0[0-9a-f]+.*"), () -> text + " has a leading zero");
    assertFalse(text.matches(".*::.*::.*"), () -> text + " is shortened twice");
    boolean shortened = text.contains("::");
    assertEquals(shortened, (":" + text + ":").matches(".*:(0:0|:).*"), () -> text);
  }

  @Property
  void anyTextIsAHostThatPrintsItselfOrAnIllegalArgument(@ForAll("texts") String text) {
    try {
      Host host = Host.parse(text);
      assertEquals(host, Host.parse(host.toString()));
      assertTrue(host.toString().chars().allMatch(c -> c > ' ' && c < 0x7f));
    } catch (IllegalArgumentException e) {
      assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), e::getMessage);
    }
  }

  @Property
  void anyTextIsAnEndpointThatPrintsItselfOrAnIllegalArgument(@ForAll("texts") String text) {
    try {
      Endpoint endpoint = Endpoint.parse(text);
      assertEquals(endpoint, Endpoint.parse(endpoint.toString()));
    } catch (IllegalArgumentException e) {
      assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), e::getMessage);
    }
  }

  @Provide
  Arbitrary<Endpoint> endpoints() {
    return ArbitraryAddresses.endpoints();
  }

  @Provide
  Arbitrary<Host> names() {
    return ArbitraryAddresses.names();
  }

  @Provide
  Arbitrary<Host> ipv6() {
    return ArbitraryAddresses.ipv6().filter(host -> host.toString().contains(":"));
  }

  /// Arbitrary text, text of characters that occur in addresses, and addresses with a piece of such
  /// text inserted.
  @Provide
  Arbitrary<String> texts() {
    StringArbitrary likely =
        Arbitraries.strings()
            .withChars("0123456789abcdefxXnN.:[]%-_ \0\r\n/@üß。．１\u00ad\ufffd\ud800\udc00")
            .ofMaxLength(30);
    Arbitrary<String> any = Arbitraries.strings().ofMaxLength(300);
    Arbitrary<String> broken =
        Combinators.combine(
                ArbitraryAddresses.endpoints(),
                Arbitraries.doubles().between(0, 1),
                likely.ofMaxLength(3))
            .as((endpoint, where, piece) -> {
              String text = endpoint.toString();
              int at = (int) (where * text.length());
              return text.substring(0, at) + piece + text.substring(at);
            });
    return Arbitraries.oneOf(any, likely, broken);
  }
}
