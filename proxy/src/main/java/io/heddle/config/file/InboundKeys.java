package io.heddle.config.file;

import io.heddle.address.Address;
import io.heddle.config.InboundConfig;
import io.heddle.config.ListenerTlsConfig;
import io.heddle.config.Secret;
import io.heddle.config.TlsValidator;
import io.heddle.config.UdpConfig;
import io.heddle.request.InboundProtocol;
import io.heddle.request.InboundProtocol.TorResolve;
import io.heddle.request.InboundProtocol.ViaHeader;
import io.heddle.request.InterceptionMode;
import io.heddle.request.LocalUsers;
import io.heddle.request.ProxyProtocolMode;
import java.nio.file.Path;
import java.util.Optional;

/// Keys of one inbound, with the formats of their values.
///
/// @param path format of a path, which depends on the file's folder
/// @param address format of an address, which may contain a path
/// @param secret format of a secret, which depends on the environment
/// @param tlsFiles validates the files of the section `tls`
record InboundKeys(
    ValueFormat<Path> path,
    ValueFormat<Address> address,
    ValueFormat<Secret> secret,
    TlsValidator tlsFiles) {

  InboundConfig inbound(FieldVisitor fields, InboundConfig defaults) {
    ValueFormat<InboundProtocol> protocol = ValueFormats.enumeration(InboundProtocol.class);
    ValueFormat<InboundConfig.Exposure> open =
        ValueFormats.trueOrFalse(InboundConfig.Exposure.OPEN, InboundConfig.Exposure.RESTRICTED);
    ValueFormat<InterceptionMode> transparent =
        ValueFormats.trueOrFalse(InterceptionMode.TRANSPARENT, InterceptionMode.EXPLICIT);
    ValueFormat<TorResolve> torResolve =
        ValueFormats.trueOrFalse(TorResolve.ANSWER, TorResolve.CONNECT);
    ValueFormat<ViaHeader> viaHeader = ValueFormats.trueOrFalse(ViaHeader.SEND, ViaHeader.OMIT);
    ValueFormat<ProxyProtocolMode> proxyProtocol =
        ValueFormats.trueOrFalse(ProxyProtocolMode.REQUIRED, ProxyProtocolMode.OFF);
    return fields.validated(
        () ->
            new InboundConfig(
                fields.required("listen", address, defaults.listen()),
                fields.value("mode", ValueFormats.MODE, defaults.mode()),
                fields.value("protocol", protocol, defaults.protocol()),
                fields.values("clients", ValueFormats.CIDR, defaults.clients()),
                localUsers(fields, defaults),
                fields.users("users", secret, defaults.users()),
                fields.booleanOrSection(
                    "udp",
                    UdpConfig.DEFAULT,
                    new UdpConfig.Disabled(),
                    InboundKeys::udp,
                    defaults.udp()),
                fields.value("open", open, defaults.exposure()),
                fields.value("transparent", transparent, defaults.transparent()),
                fields.value("tor-resolve", torResolve, defaults.torResolve()),
                fields.value("via-header", viaHeader, defaults.viaHeader()),
                fields.value("proxy-protocol", proxyProtocol, defaults.proxyProtocol()),
                fields.optionalSection(
                    "tls", this::listenerTls, defaults.tls(), ListenerTlsConfig.UNSET),
                fields.optional("policy", ValueFormats.NAME, defaults.policy())),
        defaults);
  }

  private static Optional<LocalUsers> localUsers(FieldVisitor fields, InboundConfig defaults) {
    ValueFormat<LocalUsers> format = ValueFormats.enumeration(LocalUsers.class);
    return fields.optional(
        "local-users", format, defaults.localUsers(), defaults.effectiveLocalUsers());
  }

  private ListenerTlsConfig listenerTls(FieldVisitor fields, ListenerTlsConfig defaults) {
    return fields.validated(
        () -> {
          ListenerTlsConfig tls =
              new ListenerTlsConfig(
                  fields.required("certificate", path, defaults.certificate()),
                  fields.required("key", path, defaults.key()),
                  fields.optional("client-ca", path, defaults.clientCa()));
          tlsFiles.check(tls);
          return tls;
        },
        defaults);
  }

  private static UdpConfig udp(FieldVisitor fields, UdpConfig defaults) {
    UdpConfig.Enabled on =
        defaults instanceof UdpConfig.Enabled present ? present : UdpConfig.DEFAULT;
    return fields.validated(
        () ->
            new UdpConfig.Enabled(
                fields.optional("advertise", ValueFormats.HOST, on.advertise()),
                fields.optional("ports", ValueFormats.PORTS, on.ports())),
        defaults);
  }
}
