package io.heddle.net;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Cidr;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class InterfaceAddressesTest {

  /// So that rules and the watch of the network agree, and nobody reads twice.
  @Test
  void rulesGetWhatTheWatchHasRead() throws IOException {
    assertSame(InterfaceAddresses.read().all(), InterfaceAddresses.current());
  }

  @Test
  void theLoopbackAddressIsOneOfThisMachine() throws IOException {
    assertTrue(InterfaceAddresses.current().contains(Cidr.parse("127.0.0.1")));
  }
}
