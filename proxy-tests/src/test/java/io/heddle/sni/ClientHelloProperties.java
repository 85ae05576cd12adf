package io.heddle.sni;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.ClientHellos;
import io.heddle.wire.MalformedException;
import java.nio.ByteBuffer;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Tag;

/// Properties of the parser of ClientHello messages.
@Tag("codec")
class ClientHelloProperties {
  @Property
  void anyBytesGiveAMessageOrMalformed(@ForAll byte[] bytes) {
    parse(bytes);
  }

  /// Valid messages with some bytes changed reach all of the parser.
  @Property
  void anyChangeGivesAMessageOrMalformed(
      @ForAll @IntRange(max = 130) int at, @ForAll byte value, @ForAll byte second) {
    byte[] hello = ClientHellos.naming("a.example");
    hello[at % hello.length] = value;
    hello[(at * 7 + 3) % hello.length] = second;
    parse(hello);
  }

  private static void parse(byte[] bytes) {
    try {
      Optional<ClientHello> hello = ClientHello.parse(ByteBuffer.wrap(bytes));
      assertTrue(hello.isEmpty() || hello.get().serverName().map(n -> !n.isEmpty()).orElse(true));
    } catch (MalformedException e) {
      assertTrue(e.getMessage().startsWith("TLS ClientHello"), e::getMessage);
    }
  }

  @Property
  void theNameIsFoundHoweverItIsDivided(
      @ForAll @AlphaChars @StringLength(min = 1, max = 60) String name,
      @ForAll @IntRange(max = 3000) int before,
      @ForAll @IntRange(min = 60, max = 4000) int fragment)
      throws MalformedException {
    byte[] hello = ClientHellos.large(name, before, fragment);
    assertEquals(
        Optional.of(name), ClientHello.parse(ByteBuffer.wrap(hello)).orElseThrow().serverName());
  }
}
