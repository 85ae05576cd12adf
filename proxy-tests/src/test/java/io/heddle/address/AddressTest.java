package io.heddle.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class AddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1:80",
        "[::1]:0",
        "a.example:443",
        "unix:/run/heddle.sock",
        "unix:",
        "unix: a:1"
      })
  void isPrintedAsItIsRead(String text) {
    assertEquals(text, Address.parse(text).toString());
  }

  @Test
  void aPathIsNotAName() {
    assertEquals(new UnixPath("80"), Address.parse("unix:80"));
  }

  @Test
  void aPathHasNoNul() {
    assertThrows(IllegalArgumentException.class, () -> Address.parse("unix:/a\0b"));
  }
}
