package io.heddle.lab.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProxyClientTest {
  private static final InetSocketAddress ORIGIN =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8080);

  @ParameterizedTest
  @EnumSource(names = {"HTTP", "SOCKS5", "SOCKS5_OVER_TLS"})
  void aProxyIsAskedForAWholeUrl(RequestProtocol protocol) {
    assertTrue(
        request(protocol)
            .startsWith("GET http://127.0.0.1:8080/13 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n"));
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "TLS"})
  void anOriginIsAskedForAPath(RequestProtocol protocol) {
    assertTrue(request(protocol).startsWith("GET /13 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n"));
  }

  private static String request(RequestProtocol protocol) {
    return new ProxyClient(ORIGIN, ORIGIN, protocol).getRequest(13);
  }
}
