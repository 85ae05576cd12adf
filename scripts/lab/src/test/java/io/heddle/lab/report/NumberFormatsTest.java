package io.heddle.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.00",
    "0.1234, 0.123",
    "0.99, 0.990",
    "1.2345, 1.23",
    "12.345, 12.3",
    "123.45, 123",
    "1234.4, '1,234'",
    "12345.6, '12,346'",
    "-12.345, -12.3"
  })
  void measuredValuesHaveThreeDigits(double value, String text) {
    assertEquals(text, NumberFormats.measured(value));
  }

  @Test
  void whatWasNotMeasuredIsADash() {
    assertEquals("–", NumberFormats.measured(Double.NaN));
    assertEquals("–", NumberFormats.measured(Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @CsvSource({"0.35, 0.35", "1.0, 1", "100, 100", "0.650, 0.65"})
  void exactValuesKeepTheirDigits(double value, String text) {
    assertEquals(text, NumberFormats.exact(value));
  }
}
