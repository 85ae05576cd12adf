package io.heddle.net.tls;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.cert.CertificateException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Comparison of a certificate's names with a host (RFC 9525 §6.3) as tables.
@Tag("codec")
class CertificateNamesTest {
  private static CertificateNames names(String name) {
    return new CertificateNames(List.of(name), List.of("192.0.2.1", "2001:db8:0:0:0:0:0:1"));
  }

  @ParameterizedTest
  @CsvSource({
    "proxy.example, proxy.example",
    "*.example, proxy.example",
    "*.proxy.example, a-b_c.proxy.example",
    "my_proxy, my_proxy",
    "-proxy-.example, -proxy-.example",
    "x, 192.0.2.1",
    "x, 2001:db8::1",
  })
  void aCertificateIsFor(String name, String host) {
    assertDoesNotThrow(() -> names(name).requireHost(host));
  }

  @ParameterizedTest
  @CsvSource({
    "proxy.example, example",
    "example, proxy.example",
    "*.example, example",
    "*.example, a.proxy.example",
    "*, proxy",
    "p*.example, proxy.example",
    "a.*.example, a.b.example",
    "*.0.2.2, 192.0.2.2",
    "192.0.2.2, 192.0.2.2",
    "x, 192.0.2.2",
    "x, 2001:db8::2",
  })
  void aCertificateIsNotFor(String name, String host) {
    var failure = assertThrows(CertificateException.class, () -> names(name).requireHost(host));
    assertEquals(
        "it is for " + name + ", 192.0.2.1, 2001:db8:0:0:0:0:0:1, not for " + host,
        failure.getMessage());
  }

  @Test
  void aRangeOfAddressesIsNoAddress() {
    var range = new CertificateNames(List.of(), List.of("192.0.2.0/255.255.255.0"));
    assertThrows(CertificateException.class, () -> range.requireHost("192.0.2.1"));
  }

  @Test
  void aMessageIsShort() {
    var many = new CertificateNames(List.of("a", "b", "c", "d", "e"), List.of());
    assertEquals(
        "it is for a, b, c, d and others, not for f",
        assertThrows(CertificateException.class, () -> many.requireHost("f")).getMessage());
  }
}
