package io.heddle.sni;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.ClientHellos;
import io.heddle.wire.MalformedException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// First bytes of a stream, of which any may be missing yet.
public final class ClientHelloFuzz {
  /// Longest name that the messages of tests have room for.
  private static final int MAX_NAME = 900;

  private ClientHelloFuzz() {}

  /// Parses the bytes, and each of their beginnings: bytes that follow change neither a message nor a
  /// verdict.
  public static void parses(byte[] bytes) {
    Optional<ClientHello> first = Optional.empty();
    boolean isMalformed = false;
    for (int length = 0; length <= bytes.length; length++) {
      try {
        Optional<ClientHello> hello = ClientHello.parse(ByteBuffer.wrap(bytes, 0, length));
        assertFalse(isMalformed, "well-formed by more bytes");
        assertTrue(first.isEmpty() || first.equals(hello), "another message by more bytes");
        first = hello;
      } catch (MalformedException e) {
        assertTrue(first.isEmpty(), "malformed by more bytes");
        isMalformed = true;
      }
    }
    first
        .flatMap(ClientHello::serverName)
        .filter(name -> name.length() <= MAX_NAME)
        .ifPresent(ClientHelloFuzz::isNamed);
  }

  private static void isNamed(String name) {
    try {
      assertEquals(
          Optional.of(name),
          ClientHello.parse(ByteBuffer.wrap(ClientHellos.naming(name)))
              .flatMap(ClientHello::serverName));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }
}
