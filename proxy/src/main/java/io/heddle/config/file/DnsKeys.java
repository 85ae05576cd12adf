package io.heddle.config.file;

import io.heddle.address.AddressFamilyPreference;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.config.DnsConfig;
import io.heddle.config.NameServerConfig;

/// Keys of name lookups, with the formats of their values.
final class DnsKeys {
  private static final String WILDCARD = "*.";

  /// Name that hosts or servers may have: not one that is always a loopback address.
  static final ValueFormat<Host.Name> DOMAIN =
      ValueFormats.of(
          DnsKeys::domain,
          name -> YamlQuoting.quote(name.toString()),
          JsonSchemaType.text("[^/:@*= ]+"));

  /// Name, or `*.` and a name. Not a value, but a key.
  static final ValueFormat<String> HOST_PATTERN =
      ValueFormats.of(
          text ->
              text.startsWith(WILDCARD)
                  ? WILDCARD + domain(text.substring(WILDCARD.length()))
                  : domain(text).toString(),
          YamlQuoting::quote,
          JsonSchemaType.text("(\\*\\.)?[^/:@*= ]+"));

  /// IP address in a form that all programs read alike.
  static final ValueFormat<Host.Ip> IP =
      ValueFormats.of(
          DnsKeys::ip,
          address -> YamlQuoting.quote(address.toString()),
          JsonSchemaType.text("[0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*(%.+)?"));

  /// IP address with an optional port.
  static final ValueFormat<Endpoint> NAME_SERVER =
      ValueFormats.of(
          DnsKeys::nameServer,
          server -> YamlQuoting.quote(server.toString()),
          JsonSchemaType.text("[0-9]+(\\.[0-9]+){3}(:[0-9]{1,5})?|.*:.*"));

  private DnsKeys() {}

  static DnsConfig dns(FieldVisitor fields, DnsConfig defaults) {
    return fields.validated(
        () ->
            new DnsConfig(
                fields.value(
                    "prefer",
                    ValueFormats.enumeration(AddressFamilyPreference.class),
                    defaults.prefer()),
                fields.value("timeout", ValueFormats.DURATION, defaults.timeout()),
                fields.value("cache", ValueFormats.DURATION, defaults.cache()),
                fields.lists("hosts", HOST_PATTERN, IP, defaults.hosts()),
                fields.sections(
                    "servers", DnsKeys::server, defaults.servers(), NameServerConfig.UNSET)),
        defaults);
  }

  private static NameServerConfig server(FieldVisitor fields, NameServerConfig defaults) {
    return new NameServerConfig(
        fields.values("domains", DOMAIN, defaults.domains()),
        fields.required("at", NAME_SERVER, defaults.at()));
  }

  private static Host.Name domain(String text) {
    if (!(Host.parse(text) instanceof Host.Name name)) {
      throw new IllegalArgumentException(text + " is an address, not a name");
    }
    if (name.isLoopback()) {
      throw new IllegalArgumentException(
          name + " is always the loopback address of this machine (RFC 6761)");
    }
    return name;
  }

  private static Host.Ip ip(String text) {
    if (text.indexOf(':') < 0 && !text.matches("[0-9]+(\\.[0-9]+){3}")) {
      throw new IllegalArgumentException("\"" + text + "\" is not an IP address");
    }
    return Host.Ip.parse(text);
  }

  private static Endpoint nameServer(String text) {
    int colon = text.lastIndexOf(':');
    boolean hasPort =
        text.startsWith("[") ? colon > text.indexOf(']') : colon >= 0 && colon == text.indexOf(':');
    String host = hasPort ? text.substring(0, colon) : text;
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    int port =
        hasPort ? Endpoint.parsePort(text.substring(colon + 1)) : NameServerConfig.DEFAULT_PORT;
    if (port == 0) {
      throw new IllegalArgumentException("port 0 cannot be asked");
    }
    return new Endpoint(ip(bracketed ? host.substring(1, host.length() - 1) : host), port);
  }
}
