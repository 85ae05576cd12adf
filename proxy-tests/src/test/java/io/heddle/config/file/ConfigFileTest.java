package io.heddle.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.address.Address;
import io.heddle.address.AddressFamilyPreference;
import io.heddle.address.Host;
import io.heddle.address.PortRange;
import io.heddle.config.AdminConfig;
import io.heddle.config.Config;
import io.heddle.config.DnsConfig;
import io.heddle.config.FileMode;
import io.heddle.config.InboundConfig;
import io.heddle.config.InboundConfig.Exposure;
import io.heddle.config.LimitsConfig;
import io.heddle.config.ListConfig;
import io.heddle.config.LogConfig;
import io.heddle.config.Secret;
import io.heddle.config.Size;
import io.heddle.config.TimeoutsConfig;
import io.heddle.config.UdpConfig;
import io.heddle.config.UsersConfig;
import io.heddle.request.InboundProtocol;
import io.heddle.request.InboundProtocol.TorResolve;
import io.heddle.request.InboundProtocol.ViaHeader;
import io.heddle.request.InterceptionMode;
import io.heddle.request.ProxyProtocolMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reading of valid files.
@Tag("codec")
class ConfigFileTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("WORD", "s3cret", "ODD", "$1\\${X}");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "10.0.0.53, 10.0.0.53:53",
    "'10.0.0.53:5353', 10.0.0.53:5353",
    "'fd00::53', [fd00::53]:53",
    "'[fd00::53]', [fd00::53]:53",
    "'[fd00::53]:5353', [fd00::53]:5353",
  })
  void thePortOfANameServerIs53IfItHasNone(String at, String endpoint) throws Exception {
    Config config = load("dns: {servers: [{domains: [a], at: \"" + at + "\"}]}\n");
    assertEquals(endpoint, config.dns().servers().getFirst().at().toString());
  }

  @Test
  void hostsHaveOneAddressOrSeveral() throws Exception {
    Config config =
        load("dns: {hosts: {API.test.: 127.0.0.1, \"*.dev.test\": [\"::1\", 127.0.0.1]}}\n");
    assertEquals(
        Map.of(
            "api.test", List.of(Host.Ip.parse("127.0.0.1")),
            "*.dev.test", List.of(Host.Ip.parse("::1"), Host.Ip.parse("127.0.0.1"))),
        config.dns().hosts());
  }

  @Test
  void everyKeyIsRead() throws Exception {
    Config config =
        load(
            """
            inbounds:
              - listen: 192.0.2.1:1080
                protocol: socks
                users: {alice: "a b", bob: "${WORD}"}
                udp: {advertise: gate.example, ports: 40000-40100}
              - {listen: "[::1]:0", protocol: http, udp: false, transparent: true, tor-resolve: true,
                   via-header: true}
              - {listen: "proxy.example:3128", open: true, udp: true}
            lists: {ads: {file: lists/ads.hosts}}
            default: block
            dns: {prefer: ipv6-only, timeout: 500ms, cache: 0}
            timeouts: {handshake: 1s, connect: 2m, idle: 3h, half-closed: 4d, udp-idle: 5s, drain: 0}
            limits: {connections: 1, connections-per-client: 2, header: 512B}
            log: {level: trace, access: false, file: logs/heddle.log, format: json}
            admin: {listen: "192.0.2.1:1088", password: look}
            """);
    assertEquals(
        new Config(
            List.of(
                new InboundConfig(
                    Address.parse("192.0.2.1:1080"),
                    FileMode.OWNER_ONLY,
                    InboundProtocol.SOCKS,
                    List.of(),
                    Optional.empty(),
                    users("alice", "a b", "bob", "s3cret"),
                    new UdpConfig.Enabled(
                        Optional.of(Host.parse("gate.example")),
                        Optional.of(new PortRange(40000, 40100))),
                    Exposure.RESTRICTED,
                    InterceptionMode.EXPLICIT,
                    TorResolve.CONNECT,
                    ViaHeader.OMIT,
                    ProxyProtocolMode.OFF,
                    Optional.empty()),
                new InboundConfig(
                    Address.parse("[::1]:0"),
                    FileMode.OWNER_ONLY,
                    InboundProtocol.HTTP,
                    List.of(),
                    Optional.empty(),
                    UsersConfig.NONE,
                    new UdpConfig.Disabled(),
                    Exposure.RESTRICTED,
                    InterceptionMode.TRANSPARENT,
                    TorResolve.ANSWER,
                    ViaHeader.SEND,
                    ProxyProtocolMode.OFF,
                    Optional.empty()),
                new InboundConfig(
                    Address.parse("proxy.example:3128"),
                    FileMode.OWNER_ONLY,
                    InboundProtocol.MIXED,
                    List.of(),
                    Optional.empty(),
                    UsersConfig.NONE,
                    UdpConfig.DEFAULT,
                    Exposure.OPEN,
                    InterceptionMode.EXPLICIT,
                    TorResolve.CONNECT,
                    ViaHeader.OMIT,
                    ProxyProtocolMode.OFF,
                    Optional.empty())),
            List.of(),
            List.of(new ListConfig("ads", folder.resolve("lists/ads.hosts"))),
            List.of(),
            Config.BLOCK,
            new DnsConfig(
                AddressFamilyPreference.IPV6_ONLY,
                Duration.ofMillis(500),
                Duration.ZERO,
                new LinkedHashMap<>(),
                List.of()),
            new TimeoutsConfig(
                Duration.ofSeconds(1),
                Duration.ofMinutes(2),
                Duration.ofHours(3),
                Duration.ofDays(4),
                Duration.ofSeconds(5),
                Duration.ZERO),
            new LimitsConfig(1, 2, new Size(512)),
            new LogConfig(
                LogConfig.Level.TRACE,
                LogConfig.Access.OFF,
                Optional.of(folder.resolve("logs/heddle.log")),
                LogConfig.Format.JSON),
            new AdminConfig(
                Optional.of(Address.parse("192.0.2.1:1088")), Optional.of(new Secret("look")))),
        config);
  }

  @Test
  void missingKeysHaveTheirDefaults() throws Exception {
    assertEquals(Config.DEFAULT, load("{}\n"));
    assertEquals(Config.DEFAULT, load("\uFEFF---\ninbounds:\n  - listen: 127.0.0.1:1080\n"));
    assertEquals(Config.DEFAULT, load("dns: {}\n"));
  }

  @Test
  void variablesAreReplacedAnywhereInAPassword() throws Exception {
    assertEquals("x-s3cret-s3cret$", password("x-${WORD}-${WORD}$"));
    assertEquals("$1\\${X}", password("${ODD}"));
  }

  @Test
  void aDoubledDollarEscapesABrace() throws Exception {
    assertEquals("${WORD}", password("$${WORD}"));
    assertEquals("$$WORD$", password("$$WORD$"));
  }

  @Test
  void theSamePortMayBeFreeTwiceAndUsedOnOtherAddresses() throws Exception {
    String listeners = "inbounds: [{listen: %s}, {listen: %s}]\n";
    assertEquals(2, load(listeners.formatted("127.0.0.1:0", "127.0.0.1:0")).inbounds().size());
    assertEquals(2, load(listeners.formatted("127.0.0.1:5", "127.0.0.2:5")).inbounds().size());
  }

  @Test
  void aMissingFileIsNoConfigurationMistake() {
    Path missing = folder.resolve("missing.yaml");
    assertThrows(NoSuchFileException.class, () -> ConfigFile.load(missing, ConfigFileTest::get));
  }

  private String password(String text) throws Exception {
    Config config = load("inbounds: [{listen: 127.0.0.1:0, users: {a: '" + text + "'}}]\n");
    return config.inbounds().getFirst().users().passwords().get("a").text();
  }

  private static UsersConfig users(String... namesAndPasswords) {
    LinkedHashMap<String, Secret> users = new LinkedHashMap<>();
    for (int i = 0; i < namesAndPasswords.length; i += 2) {
      users.put(namesAndPasswords[i], new Secret(namesAndPasswords[i + 1]));
    }
    return new UsersConfig(users);
  }

  private Config load(String yaml) throws Exception {
    return ConfigFile.load(
        Files.writeString(folder.resolve("heddle.yaml"), yaml), ConfigFileTest::get);
  }

  private static Optional<String> get(String name) {
    return Optional.ofNullable(ENVIRONMENT.get(name));
  }
}
