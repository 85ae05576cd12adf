package io.heddle.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class PortRangeTest {

  @ParameterizedTest
  @CsvSource({"1-65535, 1, 65535", "40000-40100, 40000, 40100", "53, 53, 53"})
  void isReadAndPrinted(String text, int first, int last) {
    assertEquals(new PortRange(first, last), PortRange.parse(text));
    assertEquals(text, PortRange.parse(text).toString());
    assertEquals(last - first + 1, PortRange.parse(text).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "1-", "-1", "0", "0-5", "5-4", "1-65536", "a-b", "1 - 2", "1-2-3"})
  void otherTextIsNoRange(String text) {
    assertThrows(IllegalArgumentException.class, () -> PortRange.parse(text));
  }
}
