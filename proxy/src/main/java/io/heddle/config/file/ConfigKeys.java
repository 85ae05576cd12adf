package io.heddle.config.file;

import io.heddle.address.Address;
import io.heddle.config.AdminConfig;
import io.heddle.config.Config;
import io.heddle.config.ConfigOrigin;
import io.heddle.config.FaultConfig;
import io.heddle.config.InboundConfig;
import io.heddle.config.ListConfig;
import io.heddle.config.ListValidator;
import io.heddle.config.LogConfig;
import io.heddle.config.OutboundConfig;
import io.heddle.config.RuleConfig;
import io.heddle.config.Secret;
import io.heddle.config.TlsValidator;
import io.heddle.policy.PolicyDefinition;
import io.heddle.request.ResolvePolicy;
import io.heddle.request.TransportProtocol;
import java.nio.file.Path;

/// Keys of a configuration file, with the formats of their values and their record components. The
/// keys of an inbound are in [InboundKeys], those of an outbound in [OutboundKeys], those of name
/// lookups in [DnsKeys], those of limits in [LimitKeys].
///
/// @param path format of a path, which depends on the file's folder
/// @param address format of an address, which may contain a path
/// @param secret format of a secret, which depends on the environment
/// @param tlsFiles validates the files of sections `tls`
/// @param lists keys of a list
record ConfigKeys(
    ValueFormat<Path> path,
    ValueFormat<Address> address,
    ValueFormat<Secret> secret,
    TlsValidator tlsFiles,
    ListKeys lists) {

  /// Keys of a configuration whose files are not looked at.
  ///
  /// @param folder that paths are relative to
  static ConfigKeys withoutFiles(Path folder, ValueFormat<Secret> secret) {
    return new ConfigKeys(
        PathFormats.path(folder),
        PathFormats.address(folder),
        secret,
        TlsValidator.NONE,
        new ListKeys(PathFormats.path(folder), ListValidator.NONE));
  }

  Config config(FieldVisitor fields, Config defaults) {
    InboundKeys inbounds = new InboundKeys(path, address, secret, tlsFiles);
    OutboundKeys outbounds = new OutboundKeys(path, secret, tlsFiles);
    return fields.validated(
        () ->
            new Config(
                fields.sections(
                    "inbounds", inbounds::inbound, defaults.inbounds(), InboundConfig.DEFAULT),
                fields.namedSections(
                    "outbounds",
                    outbounds::outbound,
                    defaults.outbounds(),
                    OutboundConfig::named,
                    OutboundConfig::name),
                fields.namedSections(
                    "lists", lists::list, defaults.lists(), ListConfig::named, ListConfig::name),
                fields.namedSections(
                    "policies",
                    PolicyKeys::policy,
                    defaults.policies(),
                    PolicyDefinition::named,
                    PolicyDefinition::name),
                fields.sections("rules", this::rule, defaults.rules(), RuleConfig.DEFAULT),
                fields.value("default", ValueFormats.NAME, defaults.defaultOutbound()),
                fields.section("dns", DnsKeys::dns, defaults.dns()),
                fields.section("timeouts", LimitKeys::timeouts, defaults.timeouts()),
                fields.section("limits", LimitKeys::limits, defaults.limits()),
                fields.section("log", this::log, defaults.log()),
                fields.section("admin", this::admin, defaults.admin()),
                ConfigOrigin.NONE),
        defaults);
  }

  RuleConfig rule(FieldVisitor fields, RuleConfig defaults) {
    ValueFormat<ResolvePolicy> resolve =
        ValueFormats.trueOrFalse(ResolvePolicy.IF_NEEDED, ResolvePolicy.NEVER);
    ValueFormat<RuleConfig.TargetScope> scope =
        ValueFormats.trueOrFalse(RuleConfig.TargetScope.PRIVATE, RuleConfig.TargetScope.ANY);
    return fields.validated(
        () ->
            new RuleConfig(
                fields.values("domains", ValueFormats.DOMAIN_PATTERN, defaults.domains()),
                fields.values("cidrs", ValueFormats.CIDR, defaults.cidrs()),
                fields.values("lists", ValueFormats.NAME, defaults.lists()),
                fields.value("resolve", resolve, defaults.resolve()),
                fields.value("private", scope, defaults.scope()),
                fields.values("ports", ValueFormats.PORTS, defaults.ports()),
                fields.values("users", ValueFormats.NAME, defaults.users()),
                fields.values("programs", ValueFormats.NAME, defaults.programs()),
                fields.values("inbounds", PathFormats.addressName(address), defaults.inbounds()),
                fields.optional(
                    "network",
                    ValueFormats.enumeration(TransportProtocol.class),
                    defaults.network()),
                fields.section("when", ConfigKeys::when, defaults.when()),
                fields.optionalSection(
                    "fault", ConfigKeys::fault, defaults.fault(), FaultConfig.UNSET),
                fields.required("to", ValueFormats.NAME, defaults.to())),
        defaults);
  }

  private static RuleConfig.WhenConfig when(FieldVisitor fields, RuleConfig.WhenConfig defaults) {
    return new RuleConfig.WhenConfig(
        fields.requiredValues("address-in", ValueFormats.CIDR, defaults.addressIn()));
  }

  private static FaultConfig fault(FieldVisitor fields, FaultConfig defaults) {
    return fields.validated(
        () ->
            new FaultConfig(
                fields.optional("delay", ValueFormats.DURATION, defaults.delay()),
                fields.optional("jitter", ValueFormats.DURATION, defaults.jitter()),
                fields.optional("rate", ValueFormats.SIZE, defaults.rate()),
                fields.optional("refuse", ValueFormats.PERCENT, defaults.refuse()),
                fields.optional("reset-after", ValueFormats.SIZE, defaults.resetAfter())),
        defaults);
  }

  private AdminConfig admin(FieldVisitor fields, AdminConfig defaults) {
    return fields.validated(
        () ->
            new AdminConfig(
                fields.optional("listen", address, defaults.listen()),
                fields.optional("password", secret, defaults.password())),
        defaults);
  }

  private LogConfig log(FieldVisitor fields, LogConfig defaults) {
    return fields.validated(
        () ->
            new LogConfig(
                fields.value(
                    "level", ValueFormats.enumeration(LogConfig.Level.class), defaults.level()),
                fields.value(
                    "access",
                    ValueFormats.trueOrFalse(LogConfig.Access.ON, LogConfig.Access.OFF),
                    defaults.access()),
                fields.optional("file", path, defaults.file()),
                fields.value(
                    "format", ValueFormats.enumeration(LogConfig.Format.class), defaults.format())),
        defaults);
  }
}
