package io.heddle.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.DomainPattern;
import io.heddle.address.Endpoint;
import io.heddle.config.PacConfig.ScriptLocation;
import io.heddle.config.PacConfig.Unreachable;
import io.heddle.config.UpstreamAuthConfig.AuthMethod;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The proxies that a script may name, and those that get credentials.
@Tag("codec")
final class PacConfigTest {
  private static final PacConfig PAC =
      new PacConfig(
          Optional.of(new ScriptLocation.LocalScript(Path.of("proxy.pac"))),
          List.of(DomainPattern.parse("corp.example"), DomainPattern.parse("=proxy.example")),
          Unreachable.DIRECT);

  private static final OutboundConfig OFFICE =
      new OutboundConfig(
          "office",
          Optional.empty(),
          PAC,
          new UpstreamAuthConfig(List.of(AuthMethod.NEGOTIATE), Optional.empty(), Optional.empty()),
          new LinkedHashMap<>(),
          UpstreamTlsConfig.DEFAULT,
          OutboundConfig.Http2.AUTO,
          Optional.empty(),
          List.of(),
          List.of());

  @ParameterizedTest
  @CsvSource({
    "HTTP, p1.corp.example:8080, true",
    "HTTPS, corp.example:443, true",
    "HTTP, proxy.example:8080, true",
    "HTTP, other.proxy.example:8080, false",
    "HTTP, evilcorp.example:8080, false",
    "HTTP, corp.example.evil.test:8080, false",
    "HTTP, 192.0.2.1:8080, false",
    "SOCKS5, p1.corp.example:1080, false",
  })
  void credentialsGoToNamedProxiesAlone(ProxyUrl.Scheme scheme, String proxy, boolean gets) {
    ProxyUrl url = new ProxyUrl(scheme, Optional.empty(), Optional.empty(), Endpoint.parse(proxy));
    List<AuthMethod> expected = gets ? List.of(AuthMethod.NEGOTIATE) : List.of();
    assertEquals(expected, OFFICE.named("office/p", url).auth().schemes());
  }
}
