package io.heddle.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.config.Config;
import io.heddle.config.ProxyUrl;
import io.heddle.config.Secret;
import io.heddle.config.UpstreamAuthConfig;
import io.heddle.config.UpstreamAuthConfig.AuthMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("codec")
class OutboundsTest {
  @TempDir private Path folder;

  @Test
  void aUrlIsDecoded() throws Exception {
    ProxyUrl expected =
        new ProxyUrl(
            ProxyUrl.Scheme.SOCKS5,
            Optional.of("m@e"),
            Optional.of(new Secret("p:%/ß")),
            Endpoint.parse("[2001:db8::1]:1081"));
    String url = "socks5://m%40e:p:%25/%c3%9F@[2001:db8::1]:1081/";
    assertEquals(
        Optional.of(expected),
        load("outbounds: {up: {url: \"" + url + "\"}}").outbounds().getFirst().url());
  }

  @ParameterizedTest
  @CsvSource({
    "socks4://192.0.2.1, 192.0.2.1:1080",
    "socks5://host.example, host.example:1080",
    "http://[::1], [::1]:80",
    "http://host.example:3128, host.example:3128",
  })
  void aPortMayBeLeftOut(String url, String address) throws Exception {
    Config config = load("outbounds: {up: {url: \"" + url + "\"}}");
    assertEquals(
        Endpoint.parse(address), config.outbounds().getFirst().url().orElseThrow().address());
  }

  @Test
  void aPasswordMayComeFromTheEnvironmentAndIsNeverPrinted() throws Exception {
    Config config = load("outbounds: {up: {url: \"http://me:${WORD}@127.0.0.1:1\"}}");
    Secret password = config.outbounds().getFirst().url().orElseThrow().password().orElseThrow();
    assertEquals("value of WORD", password.text());
    String printed = ConfigPrinter.print(config);
    assertFalse(printed.contains("value of"), printed);
    assertTrue(printed.contains("url: \"http://me:***@127.0.0.1:1\""), printed);
  }

  @Test
  void theEffectiveConfigurationGivesTheSameOutbounds() throws Exception {
    Config config =
        load(
            """
            outbounds:
              a: {url: "http://127.0.0.1:1", headers: {X-To: "{target}"}, via: b}
              b: {url: "socks4://me@127.0.0.1:1"}
              c: {balance: [a, b]}
              d: {first-available: [c, direct]}
              e: {pac: proxy.pac, via: b}
              f: {pac: "https://pac.test/p?q", auth-hosts: [corp.test, "=a.test"], unreachable: block}
            rules: [{ports: [1], to: c}]
            default: d
            """);
    Config again = load(ConfigPrinter.print(config));
    assertEquals(config.outbounds(), again.outbounds());
    assertEquals(List.of("d"), List.of(again.defaultOutbound()));
  }

  @Test
  void theAuthenticationOfAProxyIsRead() throws Exception {
    Config config =
        load(
            """
            outbounds:
              a: {url: "http://a:1", auth: negotiate}
              b:
                url: "http://CORP%5Cme@b:1"
                auth: [negotiate, ntlm]
                spn: HTTP/b.example@CORP.EXAMPLE
                password: {command: [secret-tool, lookup, a b, "c"]}
            """);
    UpstreamAuthConfig a = config.outbounds().getFirst().auth();
    assertEquals(List.of(AuthMethod.NEGOTIATE), a.schemes());
    UpstreamAuthConfig b = config.outbounds().getLast().auth();
    assertEquals(List.of(AuthMethod.NEGOTIATE, AuthMethod.NTLM), b.schemes());
    assertEquals(Optional.of("HTTP/b.example@CORP.EXAMPLE"), b.spn());
    assertEquals(
        List.of("secret-tool", "lookup", "a b", "c"), b.passwordCommand().orElseThrow().command());
    assertEquals(config.outbounds(), load(ConfigPrinter.print(config)).outbounds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{url: 'x'}|: must be scheme://host:port or scheme://user:password@host:port",
        "{url: \"sock5://a:1\"}|.url: \"sock5\" is not one of socks4, socks4a, socks5, http, https"
            + "; did you mean \"socks5\"?",
        "{url: \"socks5://a:1/path\"}|.url: must be scheme://host:port",
        "{url: \"socks5://me@a:1\"}|.url: socks5 needs both user and password",
        "{url: \"socks5://me:%zz@a:1\"}|.url: a % in user or password begins %XX",
        "{url: \"socks4://me:pw@a:1\"}|.url: socks4 has a user id but no password",
        "{url: \"socks4://m%00e@a:1\"}|.url: a user id of socks4 has no NUL",
        "{url: \"http://a:1\", via: upp}|.via: there is no outbound \"upp\"; did you mean \"up\"?",
        "{url: \"http://a:1\", via: up}|: leads back to itself: up → up",
        "{first-available: [up, direct]}|: leads back to itself: up → up",
        "{balance: [direct], url: \"http://a:1\"}|: needs one of url, pac, first-available and balance",
        "{via: direct}|: needs one of url, pac, first-available and balance",
        "{pac: x.pac, url: \"http://a:1\"}|: needs one of url, pac, first-available and balance",
        "{pac: \"ftp://a/x.pac\"}|.pac: a script is at an http or https URL, or in a file",
        "{pac: \"http://me:pw@a/x.pac\"}|.pac: a script is fetched without a login",
        "{pac: \"http://:8080/x.pac\"}|.pac: has no valid host and port",
        "{pac: x.pac, auth: negotiate}|.auth: needs auth-hosts",
        "{pac: x.pac, auth: ntlm, auth-hosts: [a]}|.auth: basic and ntlm need a user; with pac there is",
        "{pac: x.pac, unreachable: blok}|.unreachable: \"blok\" is not one of direct, block; did you",
        "{pac: x.pac, auth-hosts: [\"a:1\"]}|.auth-hosts[0]: ",
        "{url: \"http://a:1\", unreachable: block}|.unreachable: belongs to a script: pac",
        "{url: \"http://a:1\", auth-hosts: [a]}|.auth-hosts: belongs to a script: pac",
        "{balance: [direct], via: direct}|.via: belongs to a url",
        "{url: \"socks5://a:1\", headers: {A: b}}|.headers: only HTTP proxies get headers",
        "{url: \"http://a:1\", headers: {Host: b}}|.headers: Host is set by the proxy itself",
        "{url: \"http://a:1\", headers: {A: \"b\\r\\nc\"}}|.headers: \"A\" is no header field",
        "{url: \"http://a:1\", headers: {A: \"{taget}\"}}|.headers: there is no placeholder"
            + " \"{taget}\"; did you mean \"{target}\"?",
        "{url: \"http://me@a:1\"}|.url: http needs both user and password, as in http://user:password@host,"
            + " or password: {command: [program, argument]}",
        "{url: \"http://a:1\", auth: negotiat}|.auth: \"negotiat\" is not one of basic, ntlm, negotiate;"
            + " did you mean \"negotiate\"?",
        "{url: \"http://a:1\", auth: [negotiate, negotiate]}|.auth: has a scheme twice",
        "{url: \"http://a:1\", auth: []}|.auth: must be a list such as [a, b], with at least one value",
        "{url: \"http://a:1\", auth: [negotiate, ntlm]}|.auth: basic and ntlm need a user in the url",
        "{url: \"socks5://a:1\", auth: negotiate}|.auth: belongs to an http or https url",
        "{url: \"https://me:pw@a:1\", auth: ntlm, http2: required}|.auth: ntlm works with HTTP/1.1 only",
        "{url: \"http://a:1\", spn: HTTP/a}|.spn: belongs to auth: negotiate",
        "{url: \"http://a:1\", auth: negotiate, spn: a}|.spn: must be HTTP/host or HTTP/host@REALM",
        "{url: \"http://me@a:1\", password: {}}|up.password",
        "{url: \"http://me@a:1\", password: {comand: [a]}}|comand",
        "{url: \"http://a:1\", auth: negotiate, password: {command: [a]}}|.password: needs a user in the url",
        "{url: \"http://me:pw@a:1\", password: {command: [a]}}|.password: the url has a password already",
        "{url: \"socks4://me@a:1\", password: {command: [a]}}|.password: belongs to an http or https url",
        "{url: \"http://a:1\", header: {A: b}}|unknown key \"header\" in outbounds.up; did you mean",
      })
  void mistakesAreReported(String up, String problem) {
    ConfigException e =
        assertThrows(ConfigException.class, () -> load("outbounds:\n  up: " + up.replace("'", "")));
    assertTrue(e.getMessage().contains(problem), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  @Test
  void aLongCycleIsReported() {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () ->
                load(
                    """
                    outbounds:
                      a: {url: "http://127.0.0.1:1", via: b}
                      b: {first-available: [direct, c]}
                      c: {url: "http://127.0.0.1:2", via: a}
                    """));
    assertTrue(e.getMessage().contains("leads back to itself: a → b → c → a"), e.getMessage());
  }

  private Config load(String text) throws IOException, ConfigException {
    Path file = Files.writeString(folder.resolve("heddle.yaml"), text);
    return ConfigFile.load(file, name -> Optional.of("value of " + name));
  }
}
