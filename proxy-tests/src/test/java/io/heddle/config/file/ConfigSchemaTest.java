package io.heddle.config.file;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.heddle.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Results of the JSON Schema, as editors use it, compared with those of `heddle check`.
@Tag("codec")
class ConfigSchemaTest {
  private static final Path CONF = Path.of("..", "conf");
  private static final Path CHECKED_IN = CONF.resolve("heddle.schema.json");
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(ConfigSchema.print());

  @TempDir Path folder;

  @Test
  void theFileInConfIsUpToDate() throws Exception {
    assertEquals(
        ConfigSchema.print(),
        Files.readString(CHECKED_IN),
        "renew it: scripts/heddle schema > conf/heddle.schema.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"heddle.yaml", "heddle.reference.yaml"})
  void theExamplesNameTheSchemaAndAreValid(String file) throws Exception {
    String text = Files.readString(CONF.resolve(file));
    assertTrue(text.startsWith("# yaml-language-server: $schema=heddle.schema.json\n"));
    assertEquals(List.of(), complaints(text));
  }

  @Test
  void theEffectiveConfigurationIsValid() {
    assertEquals(List.of(), complaints(ConfigPrinter.print(Config.DEFAULT)));
  }

  @ParameterizedTest
  @MethodSource("good")
  void bothAcceptValidFiles(String yaml) {
    assertDoesNotThrow(() -> load(yaml));
    assertEquals(List.of(), complaints(yaml));
  }

  static List<String> good() {
    return List.of(
        "dns: {}",
        "default: block",
        "inbounds: [{listen: localhost:0}]",
        "inbounds: [{listen: \"[::1]:1080\", protocol: socks, udp: false, transparent: true}]",
        "inbounds: [{listen: 0.0.0.0:1080, users: {alice: \"${SECRET}\", bob: b}}]",
        "inbounds: [{listen: 0.0.0.0:1080, open: true, udp: {}}]",
        "inbounds: [{listen: 127.0.0.1:1, udp: {advertise: 192.0.2.5, ports: 40000-40100}}]",
        "inbounds: [{listen: 127.0.0.1:1, udp: {advertise: me.example, ports: 40000}}]",
        "outbounds: {a: {url: \"socks5://me:p%40ss@127.0.0.1\"}}\ndefault: a",
        "outbounds: {7: {url: \"socks4a://me@[2001:db8::1]:80\"}}\ndefault: 7",
        "outbounds: {a: {url: \"http://a/\", headers: {X-A: 5, X-B: \"{source}\"}}}",
        "outbounds: {a: {url: \"https://a\", tls: {server-name: b.example, insecure: true}}}",
        "outbounds: {a: {url: \"https://a\", tls: {ca: ca.pem, certificate: c, key: k}}}",
        "outbounds: {a: {url: \"http://a\"}, b: {url: \"http://b\", via: a}, c: {balance: [a, b]}}",
        "outbounds: {a: {first-available: [direct, block]}}",
        "rules: []",
        "rules: [{to: block}]",
        "rules: [{domains: [a.example, \"=b\", _x.y], to: block}]",
        "rules: [{cidrs: [10.0.0.0/8, \"::/0\", \"2001:db8::1\", 192.0.2.1], to: block}]",
        "rules: [{cidrs: [10.0.0.0/8], resolve: true, ports: [22, 8000-9000], to: direct}]",
        "rules: [{inbounds: [\"127.0.0.1:1080\"], network: udp, to: block}]",
        "dns: {prefer: ipv6-only, timeout: 500ms, cache: 0}",
        "timeouts: {handshake: 1s, connect: 1m, idle: 2h, half-closed: 3d, drain: 0}",
        "limits: {connections: 1, connections-per-client: 0, header: 16MiB}",
        "log: {level: trace, access: false, file: heddle.log, format: json}");
  }

  @ParameterizedTest
  @MethodSource("bad")
  void bothRejectInvalidFiles(String yaml) {
    assertThrows(ConfigException.class, () -> load(yaml));
    assertTrue(!complaints(yaml).isEmpty(), "the schema takes it");
  }

  static List<String> bad() {
    return List.of(
        "[a]",
        "hello",
        "inbound: []",
        "dns: auto",
        "dns:",
        "dns: {timeout: 5}",
        "dns: {timeout: 5 s}",
        "dns: {timeout: 1.5s}",
        "dns: {timeout: -1s}",
        "dns: {prefer: ipv5}",
        "dns: {prefer: }",
        "default: [direct]",
        "default: \"\"",
        "inbounds: 127.0.0.1:1080",
        "inbounds: [127.0.0.1:1080]",
        "inbounds: [{protocol: http}]",
        "inbounds: [{listen: 1080}]",
        "inbounds: [{listen: 127.0.0.1}]",
        "inbounds: [{listen: \"::1:1080\"}]",
        "inbounds: [{listen: 127.0.0.1:x}]",
        "inbounds: [{listen: 127.0.0.1:1, protcol: http}]",
        "inbounds: [{listen: 127.0.0.1:1, protocol: ftp}]",
        "inbounds: [{listen: 127.0.0.1:1, udp: maybe}]",
        "inbounds: [{listen: 127.0.0.1:1, udp: {port: 1-2}}]",
        "inbounds: [{listen: 127.0.0.1:1, udp: {ports: 1-}}]",
        "inbounds: [{listen: 127.0.0.1:1, open: \"true\"}]",
        "inbounds: [{listen: 127.0.0.1:1, users: {}}]",
        "inbounds: [{listen: 127.0.0.1:1, users: [alice]}]",
        "inbounds: [{listen: 127.0.0.1:1, users: {alice: 17}}]",
        "inbounds: [{listen: 127.0.0.1:1, users: {alice: \"\"}}]",
        "inbounds: [{listen: 127.0.0.1:1, users: {\"a:b\": x}}]",
        "outbounds: [{url: \"http://a\"}]",
        "outbounds: {a: {url: \"ftp://a\"}}",
        "outbounds: {a: {url: a.example:8080}}",
        "outbounds: {a: {url: \"http://a/path\"}}",
        "outbounds: {a: {uri: \"http://a\"}}",
        "outbounds: {a: {url: \"http://a\", headers: [x]}}",
        "outbounds: {a: {url: \"https://a\", tls: {insecure: 1}}}",
        "outbounds: {a: {balance: []}}",
        "outbounds: {a: {balance: direct}}",
        "rules: {to: direct}",
        "rules: [{domains: [a.example]}]",
        "rules: [{domains: a.example, to: direct}]",
        "rules: [{domains: [\"http://a\"], to: direct}]",
        "rules: [{domains: [\"*a.example\"], to: direct}]",
        "rules: [{cidrs: [a.example], to: direct}]",
        "rules: [{cidrs: [10.0.0.0/x], to: direct}]",
        "rules: [{ports: [0], to: direct}]",
        "rules: [{ports: [65536], to: direct}]",
        "rules: [{ports: [http], to: direct}]",
        "rules: [{network: icmp, to: direct}]",
        "timeouts: {half_closed: 1s}",
        "limits: {connections: -1}",
        "limits: {connections: \"5\"}",
        "limits: {connections: 1.5}",
        "limits: {connections: 9999999999}",
        "limits: {header: 64}",
        "limits: {header: 64KB}",
        "log: {level: loud}",
        "log: {access: yes please}");
  }

  @ParameterizedTest
  @MethodSource("beyond")
  void onlyCheckRejectsWhatASchemaCannotExpress(String yaml) {
    assertThrows(ConfigException.class, () -> load(yaml));
    assertEquals(List.of(), complaints(yaml));
  }

  static List<String> beyond() {
    return List.of(
        "default: nowhere",
        "inbounds: [{listen: 0.0.0.0:1080}]",
        "inbounds: [{listen: 127.0.0.1:1}, {listen: 127.0.0.1:1}]",
        "inbounds: [{listen: 127.0.0.1:70000}]",
        "inbounds: [{listen: 127.0.0.1:1, udp: {ports: 9-1}}]",
        "outbounds: {a: {}}",
        "outbounds: {a: {url: \"http://a\", balance: [direct]}}",
        "outbounds: {a: {url: \"http://a\", via: a}}",
        "outbounds: {a: {url: \"socks4://me:secret@a\"}}",
        "rules: [{cidrs: [10.0.0.1/8], to: direct}]",
        "rules: [{resolve: true, to: direct}]",
        "timeouts: {idle: 0}",
        "limits: {header: 1GiB}");
  }

  private Config load(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("heddle.yaml"), yaml + "\n");
    return ConfigFile.load(file, _ -> Optional.of("secret"));
  }

  private static List<String> complaints(String yaml) {
    return SCHEMA.validate(yaml, InputFormat.YAML).stream().map(Object::toString).toList();
  }
}
