package io.heddle.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.heddle.address.Address;
import io.heddle.address.AddressFamilyPreference;
import io.heddle.address.Cidr;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.address.PortRange;
import io.heddle.config.AdminConfig;
import io.heddle.config.Config;
import io.heddle.config.DnsConfig;
import io.heddle.config.FileMode;
import io.heddle.config.InboundConfig;
import io.heddle.config.LimitsConfig;
import io.heddle.config.ListenerTlsConfig;
import io.heddle.config.LogConfig;
import io.heddle.config.NameServerConfig;
import io.heddle.config.Secret;
import io.heddle.config.Size;
import io.heddle.config.TimeoutsConfig;
import io.heddle.config.UdpConfig;
import io.heddle.config.UsersConfig;
import io.heddle.request.InboundProtocol;
import io.heddle.request.InboundProtocol.TorResolve;
import io.heddle.request.InboundProtocol.ViaHeader;
import io.heddle.request.InterceptionMode;
import io.heddle.request.LocalUsers;
import io.heddle.request.ProxyProtocolMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/// Properties of printed configurations: they are files that load as the same configuration.
@Tag("codec")
class ConfigPrinterProperties {

  @Property(tries = 100, edgeCases = EdgeCasesMode.MIXIN)
  void loadsAgainAsTheSameExceptSecrets(@ForAll("configs") Config config) throws Exception {
    assertEquals(masked(config), load(ConfigPrinter.print(config)));
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.MIXIN)
  void neverPrintsASecret(@ForAll("configs") Config config) {
    String printed = ConfigPrinter.print(config);
    config
        .inbounds()
        .forEach(inbound ->
            inbound
                .users()
                .passwords()
                .values()
                .forEach(secret -> assertFalse(printed.contains(secret.text()))));
    assertFalse(config.toString().contains("s3cret"));
  }

  private static Config load(String yaml) throws IOException, ConfigException {
    Path file = Files.createTempFile("effective", ".yaml");
    try {
      return ConfigFile.load(Files.writeString(file, yaml), _ -> Optional.empty());
    } finally {
      Files.delete(file);
    }
  }

  private static Config masked(Config config) {
    return config.withInbounds(
        config.inbounds().stream()
            .map(inbound ->
                new InboundConfig(
                    inbound.listen(),
                    inbound.mode(),
                    inbound.protocol(),
                    inbound.clients(),
                    inbound.localUsers(),
                    masked(inbound.users()),
                    inbound.udp(),
                    inbound.exposure(),
                    inbound.transparent(),
                    inbound.torResolve(),
                    inbound.viaHeader(),
                    inbound.proxyProtocol(),
                    inbound.tls()))
            .toList());
  }

  private static UsersConfig masked(UsersConfig users) {
    LinkedHashMap<String, Secret> masked = new LinkedHashMap<>();
    users.passwords().keySet().forEach(name -> masked.put(name, new Secret(Secret.MASK)));
    return new UsersConfig(masked);
  }

  @Provide
  Arbitrary<Config> configs() {
    Arbitrary<Duration> durations =
        Arbitraries.longs().between(1, Duration.ofDays(365).toMillis()).map(Duration::ofMillis);
    Arbitrary<DnsConfig> dns =
        Combinators.combine(
                Arbitraries.of(AddressFamilyPreference.class),
                durations,
                durations,
                hosts(),
                servers())
            .as(DnsConfig::new);
    Arbitrary<TimeoutsConfig> timeouts =
        Combinators.combine(durations, durations, durations, durations, durations, durations)
            .as(TimeoutsConfig::new);
    Arbitrary<LimitsConfig> limits =
        Combinators.combine(
                Arbitraries.integers().greaterOrEqual(1),
                Arbitraries.integers().greaterOrEqual(0),
                Arbitraries.longs().between(1, 16 << 20).map(Size::new))
            .as(LimitsConfig::new);
    return Combinators.combine(
            inbounds(),
            Arbitraries.of(Config.DIRECT, Config.BLOCK),
            dns,
            timeouts,
            limits,
            logs(),
            admins())
        .as((inbounds, fallback, d, t, l, log, admin) ->
            new Config(inbounds, List.of(), List.of(), List.of(), fallback, d, t, l, log, admin));
  }

  private static Arbitrary<SequencedMap<String, List<Host.Ip>>> hosts() {
    Arbitrary<List<Host.Ip>> addresses =
        Arbitraries.of("192.0.2.1", "2001:db8::1", "fe80::1%1")
            .map(Host.Ip::parse)
            .list()
            .ofMinSize(1)
            .ofMaxSize(3);
    return Arbitraries.maps(Arbitraries.of("a.test", "*.a.test", "b", "*.test"), addresses)
        .map(LinkedHashMap::new);
  }

  private static Arbitrary<List<NameServerConfig>> servers() {
    Arbitrary<NameServerConfig> one =
        Arbitraries.of("192.0.2.1:53", "[2001:db8::1]:5353")
            .map(at ->
                new NameServerConfig(
                    List.of(new Host.Name("corp.example"), new Host.Name("lan")),
                    Endpoint.parse(at)));
    return one.list().ofMaxSize(1);
  }

  private static Arbitrary<LogConfig> logs() {
    Arbitrary<Optional<Path>> files =
        Arbitraries.strings()
            .ofMaxLength(20)
            .excludeChars('\0', '/', '\\')
            .filter(name -> isEncodable(name) && !name.isEmpty() && !name.matches("\\.+"))
            .map(name -> Path.of("/var/log", name))
            .optional();
    return Combinators.combine(
            Arbitraries.of(LogConfig.Level.class),
            Arbitraries.of(LogConfig.Access.class),
            files,
            Arbitraries.of(LogConfig.Format.class))
        .as(LogConfig::new);
  }

  private static Arbitrary<AdminConfig> admins() {
    return Arbitraries.of(
        AdminConfig.DEFAULT,
        new AdminConfig(Optional.of(Address.parse("127.0.0.1:1")), Optional.empty()),
        new AdminConfig(
            Optional.of(Address.parse("[::]:0")), Optional.of(new Secret(Secret.MASK))));
  }

  private static Arbitrary<UdpConfig> udp() {
    Arbitrary<Optional<Host>> addresses =
        Arbitraries.of("192.0.2.1", "2001:db8::1", "gate.example").map(Host::parse).optional();
    Arbitrary<Optional<PortRange>> ports =
        Arbitraries.of("1-65535", "53", "40000-40100").map(PortRange::parse).optional();
    return Arbitraries.oneOf(
        Arbitraries.just(new UdpConfig.Disabled()),
        Combinators.combine(addresses, ports).as(UdpConfig.Enabled::new));
  }

  private static Arbitrary<List<InboundConfig>> inbounds() {
    Arbitrary<UsersConfig> users =
        Arbitraries.maps(
                Arbitraries.strings()
                    .excludeChars(':')
                    .ofMinLength(1)
                    .ofMaxLength(60)
                    .filter(ConfigPrinterProperties::isEncodable),
                Arbitraries.integers().map(i -> new Secret("s3cret" + i)))
            .ofMaxSize(3)
            .map(ConfigPrinterProperties::users);
    Arbitrary<Address> addresses =
        Arbitraries.of("127.0.0.1:0", "[::]:0", "localhost:0", "192.0.2.1:0", "x-y.example:0")
            .map(Address::parse);
    return Combinators.combine(
            addresses,
            Arbitraries.of(InboundProtocol.class),
            users,
            udp(),
            Arbitraries.of(InterceptionMode.class),
            Arbitraries.integers().between(0, 7),
            Arbitraries.of(ProxyProtocolMode.class),
            tls())
        .as((address, protocol, names, udp, requests, options, front, tls) ->
            new InboundConfig(
                address,
                FileMode.OWNER_ONLY,
                protocol,
                (options & 4) == 0 ? List.of() : List.of(Cidr.parse("172.16.0.0/12")),
                Optional.empty(),
                names,
                udp,
                InboundConfig.Exposure.OPEN,
                requests,
                (options & 1) == 0 ? TorResolve.CONNECT : TorResolve.ANSWER,
                (options & 2) == 0 ? ViaHeader.OMIT : ViaHeader.SEND,
                front,
                tls))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(ConfigPrinterProperties::withLocalUsers);
  }

  /// The same with one more listener, for users of this machine.
  private static List<InboundConfig> withLocalUsers(List<InboundConfig> inbounds) {
    InboundConfig base = InboundConfig.DEFAULT;
    List<InboundConfig> all = new ArrayList<>(inbounds);
    all.add(
        new InboundConfig(
            base.listen(),
            base.mode(),
            base.protocol(),
            base.clients(),
            Optional.of(inbounds.size() == 1 ? LocalUsers.OWNER : LocalUsers.ANY),
            base.users(),
            base.udp(),
            base.exposure(),
            base.transparent(),
            base.torResolve(),
            base.viaHeader(),
            base.proxyProtocol(),
            base.tls()));
    return all;
  }

  private static Arbitrary<Optional<ListenerTlsConfig>> tls() {
    Arbitrary<Path> files = Arbitraries.of("/etc/a.pem", "/b c/d: e").map(Path::of);
    return Combinators.combine(files, files, files.optional())
        .as(ListenerTlsConfig::new)
        .optional();
  }

  private static UsersConfig users(Map<String, Secret> passwords) {
    return new UsersConfig(new LinkedHashMap<>(passwords));
  }

  /// Whether the text has no unpaired surrogate, which no file could hold.
  private static boolean isEncodable(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
