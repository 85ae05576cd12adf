package io.heddle.config.file;

import io.heddle.address.Address;
import io.heddle.address.AddressFamilyPreference;
import io.heddle.config.AdminConfig;
import io.heddle.config.Config;
import io.heddle.config.DnsConfig;
import io.heddle.config.InboundConfig;
import io.heddle.config.LimitsConfig;
import io.heddle.config.ListenerTlsConfig;
import io.heddle.config.LogConfig;
import io.heddle.config.OutboundConfig;
import io.heddle.config.RuleConfig;
import io.heddle.config.Secret;
import io.heddle.config.TimeoutsConfig;
import io.heddle.config.UdpConfig;
import io.heddle.config.UpstreamTlsConfig;
import java.nio.file.Path;

/// All keys of a configuration file, what their values look like, and which component of which
/// record they are: the only place that knows.
///
/// @param path how a path is written, which depends on the file's folder
/// @param address how an address is written, which may have a path
/// @param secret how a secret is written, which depends on the environment
record Schema(ValueFormat<Path> path, ValueFormat<Address> address, ValueFormat<Secret> secret) {

  Config config(FieldVisitor fields, Config silent) {
    return fields.checked(
        () ->
            new Config(
                fields.list("inbounds", this::inbound, silent.inbounds(), InboundConfig.DEFAULT),
                fields.named(
                    "outbounds",
                    this::outbound,
                    silent.outbounds(),
                    OutboundConfig::named,
                    OutboundConfig::name),
                fields.list("rules", this::rule, silent.rules(), RuleConfig.DEFAULT),
                fields.value("default", ValueFormats.NAME, silent.fallback()),
                fields.section("dns", Schema::dns, silent.dns()),
                fields.section("timeouts", Schema::timeouts, silent.timeouts()),
                fields.section("limits", Schema::limits, silent.limits()),
                fields.section("log", this::log, silent.log()),
                fields.section("admin", this::admin, silent.admin())),
        silent);
  }

  private InboundConfig inbound(FieldVisitor fields, InboundConfig silent) {
    ValueFormat<InboundConfig.Protocol> protocol = ValueFormats.word(InboundConfig.Protocol.class);
    ValueFormat<InboundConfig.Exposure> open =
        ValueFormats.truth(InboundConfig.Exposure.OPEN, InboundConfig.Exposure.GUARDED);
    ValueFormat<InboundConfig.Requests> transparent =
        ValueFormats.truth(InboundConfig.Requests.TO_ANYONE, InboundConfig.Requests.TO_PROXY);
    ValueFormat<InboundConfig.Front> front =
        ValueFormats.truth(InboundConfig.Front.BALANCER, InboundConfig.Front.CLIENTS);
    return fields.checked(
        () ->
            new InboundConfig(
                fields.required("listen", address, silent.listen()),
                fields.value("mode", ValueFormats.MODE, silent.mode()),
                fields.value("protocol", protocol, silent.protocol()),
                fields.users("users", secret, silent.users()),
                fields.truthOrSection(
                    "udp", UdpConfig.PLAIN, new UdpConfig.Off(), Schema::udp, silent.udp()),
                fields.value("open", open, silent.exposure()),
                fields.value("transparent", transparent, silent.requests()),
                fields.value("proxy-protocol", front, silent.front()),
                fields.optionalSection(
                    "tls", this::serverTls, silent.tls(), ListenerTlsConfig.UNSAID)),
        silent);
  }

  private ListenerTlsConfig serverTls(FieldVisitor fields, ListenerTlsConfig silent) {
    return new ListenerTlsConfig(
        fields.required("certificate", path, silent.certificate()),
        fields.required("key", path, silent.key()),
        fields.optional("client-ca", path, silent.clientCa()));
  }

  private static UdpConfig udp(FieldVisitor fields, UdpConfig silent) {
    UdpConfig.On on = silent instanceof UdpConfig.On present ? present : UdpConfig.PLAIN;
    return fields.checked(
        () ->
            new UdpConfig.On(
                fields.optional("advertise", ValueFormats.HOST, on.advertise()),
                fields.optional("ports", ValueFormats.PORTS, on.ports())),
        silent);
  }

  private OutboundConfig outbound(FieldVisitor fields, OutboundConfig silent) {
    return new OutboundConfig(
        silent.name(),
        fields.optional("url", new ProxyUrlFormat(secret), silent.url()),
        fields.map("headers", ValueFormats.NAME, silent.headers()),
        fields.section("tls", this::tls, silent.tls()),
        fields.value("http2", ValueFormats.word(OutboundConfig.Http2.class), silent.http2()),
        fields.optional("via", ValueFormats.NAME, silent.via()),
        fields.values("first-available", ValueFormats.NAME, silent.firstAvailable()),
        fields.values("balance", ValueFormats.NAME, silent.balance()));
  }

  private UpstreamTlsConfig tls(FieldVisitor fields, UpstreamTlsConfig silent) {
    ValueFormat<UpstreamTlsConfig.Verification> insecure =
        ValueFormats.truth(
            UpstreamTlsConfig.Verification.NONE, UpstreamTlsConfig.Verification.FULL);
    return fields.checked(
        () ->
            new UpstreamTlsConfig(
                fields.optional("ca", path, silent.ca()),
                fields.optional("certificate", path, silent.certificate()),
                fields.optional("key", path, silent.key()),
                fields.optional("server-name", ValueFormats.HOST, silent.serverName()),
                fields.value("insecure", insecure, silent.verification())),
        silent);
  }

  private RuleConfig rule(FieldVisitor fields, RuleConfig silent) {
    ValueFormat<RuleConfig.Resolve> resolve =
        ValueFormats.truth(RuleConfig.Resolve.IF_NEEDED, RuleConfig.Resolve.NEVER);
    return fields.checked(
        () ->
            new RuleConfig(
                fields.values("domains", ValueFormats.DOMAINS, silent.domains()),
                fields.values("cidrs", ValueFormats.CIDR, silent.cidrs()),
                fields.value("resolve", resolve, silent.resolve()),
                fields.values("ports", ValueFormats.PORTS, silent.ports()),
                fields.values("users", ValueFormats.NAME, silent.users()),
                fields.values("inbounds", ValueFormats.addressName(address), silent.inbounds()),
                fields.optional(
                    "network", ValueFormats.word(RuleConfig.Network.class), silent.network()),
                fields.required("to", ValueFormats.NAME, silent.to())),
        silent);
  }

  private static DnsConfig dns(FieldVisitor fields, DnsConfig silent) {
    return fields.checked(
        () ->
            new DnsConfig(
                fields.value(
                    "prefer", ValueFormats.word(AddressFamilyPreference.class), silent.prefer()),
                fields.value("timeout", ValueFormats.DURATION, silent.timeout()),
                fields.value("cache", ValueFormats.DURATION, silent.cache())),
        silent);
  }

  private static TimeoutsConfig timeouts(FieldVisitor fields, TimeoutsConfig silent) {
    return fields.checked(
        () ->
            new TimeoutsConfig(
                fields.value("handshake", ValueFormats.DURATION, silent.handshake()),
                fields.value("connect", ValueFormats.DURATION, silent.connect()),
                fields.value("idle", ValueFormats.DURATION, silent.idle()),
                fields.value("half-closed", ValueFormats.DURATION, silent.halfClosed()),
                fields.value("udp-idle", ValueFormats.DURATION, silent.udpIdle()),
                fields.value("drain", ValueFormats.DURATION, silent.drain())),
        silent);
  }

  private static LimitsConfig limits(FieldVisitor fields, LimitsConfig silent) {
    return fields.checked(
        () ->
            new LimitsConfig(
                fields.value("connections", ValueFormats.COUNT, silent.connections()),
                fields.value(
                    "connections-per-client", ValueFormats.COUNT, silent.connectionsPerClient()),
                fields.value("header", ValueFormats.SIZE, silent.header())),
        silent);
  }

  private AdminConfig admin(FieldVisitor fields, AdminConfig silent) {
    return fields.checked(
        () ->
            new AdminConfig(
                fields.optional("listen", address, silent.listen()),
                fields.optional("password", secret, silent.password())),
        silent);
  }

  private LogConfig log(FieldVisitor fields, LogConfig silent) {
    return fields.checked(
        () ->
            new LogConfig(
                fields.value("level", ValueFormats.word(LogConfig.Level.class), silent.level()),
                fields.value(
                    "access",
                    ValueFormats.truth(LogConfig.Access.ON, LogConfig.Access.OFF),
                    silent.access()),
                fields.optional("file", path, silent.file()),
                fields.value("format", ValueFormats.word(LogConfig.Format.class), silent.format())),
        silent);
  }
}
