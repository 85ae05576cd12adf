package io.heddle.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Cidr;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class InterfaceAddressesTest {

  @Test
  void theLoopbackAddressIsOneOfThisMachine() throws IOException {
    assertTrue(InterfaceAddresses.current().contains(Cidr.parse("127.0.0.1")));
  }
}
