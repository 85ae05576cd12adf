package io.heddle.config.file;

import io.heddle.config.OutboundConfig;
import io.heddle.config.PacConfig;
import io.heddle.config.Secret;
import io.heddle.config.TlsValidator;
import io.heddle.config.UpstreamAuthConfig;
import io.heddle.config.UpstreamAuthConfig.CommandConfig;
import io.heddle.config.UpstreamTlsConfig;
import java.nio.file.Path;

/// Keys of an outbound, with the formats of their values.
///
/// @param path format of a path, which depends on the file's folder
/// @param secret format of a secret, which depends on the environment
/// @param tlsFiles validates the files of sections `tls`
record OutboundKeys(ValueFormat<Path> path, ValueFormat<Secret> secret, TlsValidator tlsFiles) {

  OutboundConfig outbound(FieldVisitor fields, OutboundConfig defaults) {
    return new OutboundConfig(
        defaults.name(),
        fields.optional("url", new ProxyUrlFormat(secret), defaults.url()),
        pac(fields, defaults.pac()),
        auth(fields, defaults.auth()),
        fields.headers("headers", ValueFormats.NAME, defaults.headers()),
        fields.section("tls", this::tls, defaults.tls()),
        fields.value(
            "http2", ValueFormats.enumeration(OutboundConfig.Http2.class), defaults.http2()),
        fields.optional("via", ValueFormats.NAME, defaults.via()),
        fields.values("first-available", ValueFormats.NAME, defaults.firstAvailable()),
        fields.values("balance", ValueFormats.NAME, defaults.balance()));
  }

  private PacConfig pac(FieldVisitor fields, PacConfig defaults) {
    return new PacConfig(
        fields.optional("pac", new ScriptLocationFormat(path), defaults.script()),
        fields.values("auth-hosts", ValueFormats.DOMAIN_PATTERN, defaults.authHosts()),
        fields.value(
            "unreachable",
            ValueFormats.enumeration(PacConfig.Unreachable.class),
            defaults.unreachable()));
  }

  private static UpstreamAuthConfig auth(FieldVisitor fields, UpstreamAuthConfig defaults) {
    return new UpstreamAuthConfig(
        fields.oneOrMore(
            "auth",
            ValueFormats.enumeration(UpstreamAuthConfig.AuthMethod.class),
            defaults.schemes()),
        fields.optional("spn", ValueFormats.NAME, defaults.spn()),
        fields.optionalSection(
            "password", OutboundKeys::command, defaults.passwordCommand(), CommandConfig.UNSET));
  }

  private static CommandConfig command(FieldVisitor fields, CommandConfig defaults) {
    return new CommandConfig(
        fields.requiredValues("command", ValueFormats.NAME, defaults.command()));
  }

  private UpstreamTlsConfig tls(FieldVisitor fields, UpstreamTlsConfig defaults) {
    ValueFormat<UpstreamTlsConfig.Verification> insecure =
        ValueFormats.trueOrFalse(
            UpstreamTlsConfig.Verification.NONE, UpstreamTlsConfig.Verification.FULL);
    return fields.validated(
        () ->
            UpstreamTlsConfig.checked(
                fields.optional("ca", path, defaults.ca()),
                fields.optional("certificate", path, defaults.certificate()),
                fields.optional("key", path, defaults.key()),
                fields.optional("server-name", ValueFormats.HOST, defaults.serverName()),
                fields.value("insecure", insecure, defaults.verification()),
                tlsFiles),
        defaults);
  }
}
