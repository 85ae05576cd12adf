package io.heddle.lab.proxy;

import io.heddle.lab.client.RequestProtocol;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Definitions of Heddle, the program of an image. It writes no line in the log for each request
/// unless stated, since the other proxies do not either.
///
/// @param image its folder
/// @param name of the program in the tables
public record HeddleDefinitions(Path image, String name) {
  /// Name of the origin for which a rule may have a fault.
  public static final String FAULTY_NAME = "faulty.test";

  private static final String FAULT = "fault: {delay: 50ms, jitter: 10ms, rate: 64KiB}, ";

  /// Text of a configuration file with files of its own.
  @FunctionalInterface
  private interface VariantConfig {
    String text(int port) throws IOException;
  }

  /// Text of a configuration file.
  @FunctionalInterface
  public interface ConfigTemplate {
    /// The text for one start.
    ///
    /// @param port of the first listener
    String text(int port);
  }

  /// Definition with one listener.
  public ProxyDefinition plain() {
    return definition(
        Set.of(Capability.STREAMS, Capability.IDLE_STREAMS, Capability.UDP, Capability.HTTP),
        RequestProtocol.SOCKS5,
        (port, _) ->
            run(
                """
                inbounds: [{listen: "127.0.0.1:%d"}]
                log: {access: false}
                """
                    .formatted(port)));
  }

  /// Definition whose connections run on the JDK's scheduler instead of the epoll schedulers.
  public ProxyDefinition onJdkScheduler() {
    return new ProxyDefinition(
        name + ", JDK scheduler",
        Set.of(Capability.STREAMS, Capability.UDP),
        RequestProtocol.SOCKS5,
        ReadinessProbe.PRINTED_LINE,
        Compilation.JUST_IN_TIME,
        List.of(),
        (port, _) -> {
          List<String> command =
              new ArrayList<>(List.of("env", "HEDDLE_JAVA_OPTS=-Dheddle.scheduler=jdk"));
          command.addAll(
              run(
                  """
                  inbounds: [{listen: "127.0.0.1:%d"}]
                  log: {access: false}
                  """
                      .formatted(port)));
          return command;
        });
  }

  /// Definition without a configuration file.
  public ProxyDefinition unconfigured() {
    return definition(
        Set.of(Capability.START_UNCONFIGURED),
        RequestProtocol.SOCKS5,
        (port, _) -> List.of(program(), "run", "--listen", "127.0.0.1:" + port));
  }

  /// Definition with a little of everything that people configure, and its log in a file.
  public ProxyDefinition configured() {
    return definition(
        Set.of(Capability.START_CONFIGURED),
        RequestProtocol.SOCKS5,
        (port, _) ->
            run(
                """
                inbounds: [{listen: "127.0.0.1:%d"}]
                outbounds:
                  corp: {url: "http://me:secret@127.0.0.1:9"}
                rules:
                  - {domains: [ads.example], to: block}
                  - {domains: [corp.example], to: corp}
                  - {cidrs: [10.0.0.0/8], to: corp}
                timeouts: {connect: 5s}
                log: {file: "%s"}
                """
                    .formatted(port, TemporaryFiles.create(""))));
  }

  /// Definitions without a list, and with a rule for one of 200,000 names.
  public List<ProxyDefinition> withLists() {
    return List.of(
        variant(name + ", no list", Capability.LISTS, HeddleDefinitions::base),
        variant(
            name + ", 200,000 names",
            Capability.LISTS,
            port -> base(port) + ListedNames.configuration()));
  }

  /// Definitions without a fault, and with one for [#FAULTY_NAME]. Both rules look at the name.
  public List<ProxyDefinition> withFaults() {
    return List.of(faulting(name + ", no fault", ""), faulting(name + ", a fault", FAULT));
  }

  private ProxyDefinition faulting(String faultName, String fault) {
    return variant(
        faultName,
        Capability.FAULTS,
        port ->
            base(port)
                + """
                dns: {hosts: {%s: 127.0.0.1}}
                rules: [{domains: [%1$s], %sto: direct}]
                """
                    .formatted(FAULTY_NAME, fault));
  }

  /// Definitions that keep no history of requests, and one, as for a status page.
  public List<ProxyDefinition> withHistory() {
    return List.of(
        variant(name + ", no history", Capability.HISTORY, HeddleDefinitions::base),
        variant(
            name + ", history",
            Capability.HISTORY,
            port -> base(port) + "admin: {listen: \"127.0.0.1:0\"}\n"));
  }

  /// Definitions without a policy, and with one that allows a name group and the origins.
  public List<ProxyDefinition> withPolicy() {
    return List.of(
        variant(name + ", no policy", Capability.POLICY, HeddleDefinitions::base),
        variant(
            name + ", policy",
            Capability.POLICY,
            port ->
                """
                inbounds: [{listen: "127.0.0.1:%d", policy: agent}]
                policies: {agent: {allow: ["group:github", "group:npm", 127.0.0.0/8]}}
                log: {access: false}
                """
                    .formatted(port)));
  }

  /// Definitions without a PAC script, and with one that leads everything directly to its target.
  public List<ProxyDefinition> withPac() {
    return List.of(
        variant(name + ", no PAC", Capability.PAC, HeddleDefinitions::base),
        variant(
            name + ", PAC",
            Capability.PAC,
            port ->
                base(port)
                    + "outbounds: {office: {pac: \"%s\"}}\ndefault: office\n"
                        .formatted(
                            TemporaryFiles.create(
                                """
                                function FindProxyForURL(url, host) {
                                  return dnsDomainIs(host, ".corp.example") ? "PROXY 127.0.0.1:9" : "DIRECT";
                                }
                                """))));
  }

  /// Definitions whose listener serves every user of the machine, and this user alone, as it does
  /// unless it is told.
  public List<ProxyDefinition> withLocalUsers() {
    return List.of(
        variant(
            name + ", any user",
            Capability.LOCAL_USERS,
            port ->
                """
                inbounds: [{listen: "127.0.0.1:%d", local-users: any}]
                log: {access: false}
                """
                    .formatted(port)),
        variant(name + ", its user alone", Capability.LOCAL_USERS, HeddleDefinitions::base));
  }

  /// Definitions that go through squid: one that asks for nothing, and one that wants Negotiate.
  public List<ProxyDefinition> throughSquid(KerberosSquid kerberos)
      throws IOException, InterruptedException {
    return List.of(
        throughSquid(name + ", squid", "", kerberos.open(PortFinder.freePort()), kerberos),
        throughSquid(
            name + ", squid with Negotiate",
            ", auth: negotiate",
            kerberos.negotiate(PortFinder.freePort()),
            kerberos));
  }

  private ProxyDefinition throughSquid(
      String squidName, String auth, KerberosSquid.Squid squid, KerberosSquid kerberos) {
    return new ProxyDefinition(
        squidName,
        Set.of(Capability.KERBEROS),
        RequestProtocol.SOCKS5,
        ReadinessProbe.OPENED_STREAM,
        Compilation.JUST_IN_TIME,
        squid.command(),
        (port, _) -> {
          List<String> command = new ArrayList<>(kerberos.environment());
          String outbound = "{url: \"http://localhost:%d\"%s}".formatted(squid.port(), auth);
          command.addAll(run(base(port) + "outbounds: {corp: " + outbound + "}\ndefault: corp\n"));
          return command;
        });
  }

  private ProxyDefinition variant(String variantName, Capability capability, VariantConfig config) {
    return new ProxyDefinition(
        variantName,
        Set.of(capability),
        RequestProtocol.SOCKS5,
        ReadinessProbe.PRINTED_LINE,
        Compilation.JUST_IN_TIME,
        List.of(),
        (port, _) -> run(config.text(port)));
  }

  private static String base(int port) {
    return """
    inbounds: [{listen: "127.0.0.1:%d"}]
    log: {access: false}
    """
        .formatted(port);
  }

  /// Definitions with TLS: one with a TLS listener, and two that reach another Heddle over TLS.
  ///
  /// @param certificate see [TemporaryFiles#certificate]
  public List<ProxyDefinition> overTls(Path certificate) throws IOException {
    return List.of(
        definition(
            Set.of(Capability.TLS),
            RequestProtocol.SOCKS5_OVER_TLS,
            (port, _) -> run(tlsListener(port, certificate))),
        chained(name + ", HTTP/1.1 to the next", "never", certificate),
        chained(name + ", HTTP/2 to the next", "required", certificate));
  }

  /// Definition with another Heddle as upstream, over TLS.
  ///
  /// @param http2 `never` or `required`
  private ProxyDefinition chained(String chainName, String http2, Path certificate)
      throws IOException {
    int upstream = PortFinder.freePort();
    return new ProxyDefinition(
        chainName,
        Set.of(Capability.PROXY_CHAIN),
        RequestProtocol.SOCKS5,
        ReadinessProbe.OPENED_STREAM,
        Compilation.JUST_IN_TIME,
        run(tlsListener(upstream, certificate)),
        (port, _) ->
            run(
                """
                inbounds: [{listen: "127.0.0.1:%d"}]
                outbounds: {next: {url: "https://127.0.0.1:%d", http2: %s, tls: {ca: "%s/cert.pem"}}}
                default: next
                log: {access: false}
                """
                    .formatted(port, upstream, http2, certificate)));
  }

  /// Definition with any configuration, which decides what is logged.
  public ProxyDefinition with(ConfigTemplate config) {
    return definition(Set.of(), RequestProtocol.SOCKS5, (port, _) -> run(config.text(port)));
  }

  private static String tlsListener(int port, Path certificate) {
    return """
    inbounds:
      - {listen: "127.0.0.1:%d", tls: {certificate: "%s/cert.pem", key: "%2$s/key.pem"}}
    log: {access: false}
    """
        .formatted(port, certificate);
  }

  private ProxyDefinition definition(
      Set<Capability> capabilities,
      RequestProtocol protocol,
      ProxyDefinition.LaunchCommand command) {
    return new ProxyDefinition(
        name,
        capabilities,
        protocol,
        ReadinessProbe.PRINTED_LINE,
        Compilation.JUST_IN_TIME,
        List.of(),
        command);
  }

  private List<String> run(String config) throws IOException {
    return List.of(program(), "run", "--config", TemporaryFiles.create(config));
  }

  private String program() {
    return image.resolve("bin/heddle").toString();
  }
}
