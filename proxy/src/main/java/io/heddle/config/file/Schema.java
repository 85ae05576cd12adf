package io.heddle.config.file;

import io.heddle.address.Address;
import io.heddle.config.Admin;
import io.heddle.config.Config;
import io.heddle.config.Dns;
import io.heddle.config.Inbound;
import io.heddle.config.Limits;
import io.heddle.config.Log;
import io.heddle.config.Outbound;
import io.heddle.config.Rule;
import io.heddle.config.Secret;
import io.heddle.config.ServerTls;
import io.heddle.config.Timeouts;
import io.heddle.config.Tls;
import io.heddle.config.Udp;
import java.nio.file.Path;

/// All keys of a configuration file, what their values look like, and which component of which
/// record they are: the only place that knows.
///
/// @param path how a path is written, which depends on the file's folder
/// @param address how an address is written, which may have a path
/// @param secret how a secret is written, which depends on the environment
record Schema(Format<Path> path, Format<Address> address, Format<Secret> secret) {

  Config config(Fields fields, Config silent) {
    return fields.checked(
        () ->
            new Config(
                fields.list("inbounds", this::inbound, silent.inbounds(), Inbound.DEFAULT),
                fields.named(
                    "outbounds",
                    this::outbound,
                    silent.outbounds(),
                    Outbound::named,
                    Outbound::name),
                fields.list("rules", this::rule, silent.rules(), Rule.DEFAULT),
                fields.value("default", Formats.NAME, silent.fallback()),
                fields.section("dns", Schema::dns, silent.dns()),
                fields.section("timeouts", Schema::timeouts, silent.timeouts()),
                fields.section("limits", Schema::limits, silent.limits()),
                fields.section("log", this::log, silent.log()),
                fields.section("admin", this::admin, silent.admin())),
        silent);
  }

  private Inbound inbound(Fields fields, Inbound silent) {
    Format<Inbound.Protocol> protocol = Formats.word(Inbound.Protocol.class);
    Format<Inbound.Exposure> open = Formats.truth(Inbound.Exposure.OPEN, Inbound.Exposure.GUARDED);
    Format<Inbound.Requests> transparent =
        Formats.truth(Inbound.Requests.TO_ANYONE, Inbound.Requests.TO_PROXY);
    Format<Inbound.Front> front = Formats.truth(Inbound.Front.BALANCER, Inbound.Front.CLIENTS);
    return fields.checked(
        () ->
            new Inbound(
                fields.required("listen", address, silent.listen()),
                fields.value("mode", Formats.MODE, silent.mode()),
                fields.value("protocol", protocol, silent.protocol()),
                fields.users("users", secret, silent.users()),
                fields.truthOrSection("udp", Udp.PLAIN, new Udp.Off(), Schema::udp, silent.udp()),
                fields.value("open", open, silent.exposure()),
                fields.value("transparent", transparent, silent.requests()),
                fields.value("proxy-protocol", front, silent.front()),
                fields.optionalSection("tls", this::serverTls, silent.tls(), ServerTls.UNSAID)),
        silent);
  }

  private ServerTls serverTls(Fields fields, ServerTls silent) {
    return new ServerTls(
        fields.required("certificate", path, silent.certificate()),
        fields.required("key", path, silent.key()),
        fields.optional("client-ca", path, silent.clientCa()));
  }

  private static Udp udp(Fields fields, Udp silent) {
    Udp.On on = silent instanceof Udp.On present ? present : Udp.PLAIN;
    return fields.checked(
        () ->
            new Udp.On(
                fields.optional("advertise", Formats.HOST, on.advertise()),
                fields.optional("ports", Formats.PORTS, on.ports())),
        silent);
  }

  private Outbound outbound(Fields fields, Outbound silent) {
    return new Outbound(
        silent.name(),
        fields.optional("url", new ProxyUrlFormat(secret), silent.url()),
        fields.map("headers", Formats.NAME, silent.headers()),
        fields.section("tls", this::tls, silent.tls()),
        fields.value("http2", Formats.word(Outbound.Http2.class), silent.http2()),
        fields.optional("via", Formats.NAME, silent.via()),
        fields.values("first-available", Formats.NAME, silent.firstAvailable()),
        fields.values("balance", Formats.NAME, silent.balance()));
  }

  private Tls tls(Fields fields, Tls silent) {
    Format<Tls.Verification> insecure = Formats.truth(Tls.Verification.NONE, Tls.Verification.FULL);
    return fields.checked(
        () ->
            new Tls(
                fields.optional("ca", path, silent.ca()),
                fields.optional("certificate", path, silent.certificate()),
                fields.optional("key", path, silent.key()),
                fields.optional("server-name", Formats.HOST, silent.serverName()),
                fields.value("insecure", insecure, silent.verification())),
        silent);
  }

  private Rule rule(Fields fields, Rule silent) {
    Format<Rule.Resolve> resolve = Formats.truth(Rule.Resolve.IF_NEEDED, Rule.Resolve.NEVER);
    return fields.checked(
        () ->
            new Rule(
                fields.values("domains", Formats.DOMAINS, silent.domains()),
                fields.values("cidrs", Formats.CIDR, silent.cidrs()),
                fields.value("resolve", resolve, silent.resolve()),
                fields.values("ports", Formats.PORTS, silent.ports()),
                fields.values("users", Formats.NAME, silent.users()),
                fields.values("inbounds", Formats.addressName(address), silent.inbounds()),
                fields.optional("network", Formats.word(Rule.Network.class), silent.network()),
                fields.required("to", Formats.NAME, silent.to())),
        silent);
  }

  private static Dns dns(Fields fields, Dns silent) {
    return fields.checked(
        () ->
            new Dns(
                fields.value("prefer", Formats.word(Dns.Prefer.class), silent.prefer()),
                fields.value("timeout", Formats.DURATION, silent.timeout()),
                fields.value("cache", Formats.DURATION, silent.cache())),
        silent);
  }

  private static Timeouts timeouts(Fields fields, Timeouts silent) {
    return fields.checked(
        () ->
            new Timeouts(
                fields.value("handshake", Formats.DURATION, silent.handshake()),
                fields.value("connect", Formats.DURATION, silent.connect()),
                fields.value("idle", Formats.DURATION, silent.idle()),
                fields.value("half-closed", Formats.DURATION, silent.halfClosed()),
                fields.value("udp-idle", Formats.DURATION, silent.udpIdle()),
                fields.value("drain", Formats.DURATION, silent.drain())),
        silent);
  }

  private static Limits limits(Fields fields, Limits silent) {
    return fields.checked(
        () ->
            new Limits(
                fields.value("connections", Formats.COUNT, silent.connections()),
                fields.value(
                    "connections-per-client", Formats.COUNT, silent.connectionsPerClient()),
                fields.value("header", Formats.SIZE, silent.header())),
        silent);
  }

  private Admin admin(Fields fields, Admin silent) {
    return fields.checked(
        () ->
            new Admin(
                fields.optional("listen", address, silent.listen()),
                fields.optional("password", secret, silent.password())),
        silent);
  }

  private Log log(Fields fields, Log silent) {
    return fields.checked(
        () ->
            new Log(
                fields.value("level", Formats.word(Log.Level.class), silent.level()),
                fields.value(
                    "access", Formats.truth(Log.Access.ON, Log.Access.OFF), silent.access()),
                fields.optional("file", path, silent.file()),
                fields.value("format", Formats.word(Log.Format.class), silent.format())),
        silent);
  }
}
