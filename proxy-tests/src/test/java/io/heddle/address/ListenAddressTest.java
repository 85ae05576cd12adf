package io.heddle.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Addresses as users of other programs write them, and what they are told.
@Tag("codec")
class ListenAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1080 | \"1080\" is a port without a host; write 127.0.0.1:1080 for programs of this machine, or 0.0.0.0:1080 for all",
        ":1080 | \":1080\" has no host; write 127.0.0.1:1080 for programs of this machine, or 0.0.0.0:1080 for all",
        "*:1080 | \"*:1080\" has no host; write 0.0.0.0:1080 for all IPv4 addresses, or \"[::]:1080\" for all",
        "http://127.0.0.1:1080 | \"http://127.0.0.1:1080\" is a URL; write host and port alone, such as 127.0.0.1:1080",
        "socks5://[::1]:1080/x | \"socks5://[::1]:1080/x\" is a URL; write host and port alone, such as [::1]:1080",
        "http://host | \"http://host\" is a URL; write host and port alone",
        "127.0.0.1 | \"127.0.0.1\" has no port, such as 127.0.0.1:1080",
        "localhost | \"localhost\" has no port, such as localhost:1080",
        "::1:1080 | an IPv6 address needs brackets before the port: \"::1:1080\"",
        "[::1] | \"[::1]\" has no port, such as [::1]:1080",
        "127.0.0.1:http | \"http\" is not a port",
        "127.0.0.1:99999 | port 99999 is not in 0 to 65535",
      })
  void areAnsweredByWhatToWrite(String text, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> Address.parse(text)).getMessage());
  }
}
