package io.heddle.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reports of mistakes in a file, with their lines and columns.
@Tag("codec")
class BadConfigTest {
  private static final String LISTEN = "inbounds:\n  - listen: 127.0.0.1:1080\n";

  @TempDir Path folder;

  /// File with one mistake, and the beginning of the message after the file's name.
  record Row(String yaml, String message) {}

  private static Row row(String yaml, String message) {
    return new Row(yaml, message);
  }

  static Stream<Row> rows() {
    return Stream.of(keys(), types(), values(), listeners(), users(), syntax(), empty())
        .flatMap(List::stream);
  }

  private static List<Row> keys() {
    return List.of(
        row("inbound: []\n", "1:1: unknown key \"inbound\"; did you mean \"inbounds\"?"),
        row(
            LISTEN + "    protcol: http\n",
            "3:5: unknown key \"protcol\" in inbounds[0]; did you mean \"protocol\"?"),
        row(
            "inbounds:\n  - lisen: 127.0.0.1:1080\n",
            "2:5: unknown key \"lisen\" in inbounds[0]; did you mean \"listen\"?"),
        row(
            "timeouts:\n  connect: 1s\n  half_closed: 1s\n",
            "3:3: unknown key \"half_closed\" in timeouts; did you mean \"half-closed\"?"),
        row("log: {levle: info}\n", "1:7: unknown key \"levle\" in log; did you mean \"level\"?"),
        row(
            "# later\nzzzzzzzz: 1\n",
            "2:1: unknown key \"zzzzzzzz\"; "
                + "known here: inbounds, outbounds, lists, policies, rules, default, dns, timeouts, "
                + "limits, log, admin"),
        row("zzz: {listen: 127.0.0.1:1}\n", "1:1: unknown key \"zzz\"; known here: inbounds"),
        row(
            "admin: {listen: 0.0.0.0:1}\n",
            "1:17: admin.listen: 0.0.0.0:1 is not a loopback address and there is no password"),
        row("admin: {password: a}\n", "1:19: admin.password: is of no use without listen"),
        row(
            "admin: {listen: \"unix:/run/a\"}\n",
            "1:17: admin.listen: must be a host and port, since browsers open nothing else"),
        row(
            LISTEN + "admin: {listen: 127.0.0.1:1080}\n",
            "3:17: admin.listen: 127.0.0.1:1080 is taken by inbounds[0]"),
        row(
            LISTEN + "    udp: {port: 1-2}\n",
            "3:11: unknown key \"port\" in inbounds[0].udp; did you mean \"ports\"?"),
        row("dns: {cache: 1m}\nlog: {}\ndns: {}\n", "3:1: \"dns\" is in line 1 already"),
        row("log: {level: info, level: warn}\n", "1:20: \"level\" is in this line already"));
  }

  private static List<Row> types() {
    return List.of(
        row("[1, 2]\n", "1:1: the file must be keys with values, not a list"),
        row("hello\n", "1:1: the file must be keys with values, not a single value"),
        row("dns:\n  - auto\n", "2:3: dns must be keys with values, not a list"),
        row("dns: auto\n", "1:6: dns must be keys with values, not a single value"),
        row("dns:\n", "1:1: dns has no value"),
        row(LISTEN + "    clients: 10.0.0.0/8\n", "3:14: inbounds[0].clients: must be a list"),
        row(LISTEN + "    clients: []\n", "3:14: inbounds[0].clients: must be a list"),
        row(
            LISTEN + "    clients: [10.0.0.1/8]\n",
            "3:15: inbounds[0].clients[0]: \"10.0.0.1/8\" has bits behind its prefix"),
        row(
            LISTEN + "    client: [10.0.0.0/8]\n",
            "3:5: unknown key \"client\" in inbounds[0]; did you mean \"clients\"?"),
        row(
            "inbounds:\n  - {listen: \"unix:/run/h\", clients: [10.0.0.0/8]}\n",
            "2:38: inbounds[0].clients: belongs to a host and port"),
        row(
            "inbounds: [{listen: 0.0.0.0:1, clients: [10.0.0.0/8], proxy-protocol: true}]\n",
            "1:21: inbounds[0].listen: 0.0.0.0:1 is not a loopback address"),
        row(
            "inbounds: [{listen: \"127.0.0.1:1\", local-users: root}]\n",
            "1:49: inbounds[0].local-users: \"root\" is not one of owner, any"),
        row(
            "inbounds: [{listen: \"127.0.0.1:1\", local-users: any, users: {a: b}}]\n",
            "1:49: inbounds[0].local-users: belongs to a loopback address without users"),
        row(
            "inbounds: [{listen: 0.0.0.0:1, open: true, local-users: owner}]\n",
            "1:57: inbounds[0].local-users: belongs to a loopback address"),
        row("dns: {hosts: [a]}\n", "1:14: dns.hosts: must be names with values, such as"),
        row("dns: {host: {a: 192.0.2.1}}\n", "1:7: unknown key \"host\" in dns; did you mean"),
        row("dns: {hosts: {a.test: b}}\n", "1:23: dns.hosts.a.test: \"b\" is not an IP address"),
        row("dns: {hosts: {a: 127.1}}\n", "1:18: dns.hosts.a: \"127.1\" is not an IP address"),
        row(
            "dns: {hosts: {a: [192.0.2.1, 010.0.0.1]}}\n",
            "1:30: dns.hosts.a[1]: \"010.0.0.1\" is not an IP address"),
        row("dns: {hosts: {a: []}}\n", "1:18: dns.hosts.a: must be a list such as [a, b]"),
        row("dns: {hosts: {a: }}\n", "1:15: dns.hosts.a has no value"),
        row("dns: {hosts: {a.*: 192.0.2.1}}\n", "1:15: dns.hosts: \"a.*\" is not a host name"),
        row(
            "dns: {hosts: {192.0.2.1: 192.0.2.1}}\n",
            "1:15: dns.hosts: 192.0.2.1 is an address, not a name"),
        row(
            "dns: {hosts: {\"*.localhost\": 192.0.2.1}}\n",
            "1:15: dns.hosts: localhost is always the loopback address of this machine"),
        row("dns: {hosts: {A: 192.0.2.1, a: 192.0.2.1}}\n", "1:29: dns.hosts: a is given twice"),
        row("dns: {servers: {}}\n", "1:16: dns.servers: must be a list"),
        row("dns: {servers: [{domains: [a]}]}\n", "1:17: dns.servers[0].at is missing"),
        row("dns: {servers: [{at: 192.0.2.1}]}\n", "1:17: dns.servers[0].domains: is missing"),
        row(
            "dns: {servers: [{domain: [a], at: 192.0.2.1}]}\n",
            "1:18: unknown key \"domain\" in dns.servers[0]; did you mean \"domains\"?"),
        row(
            "dns: {servers: [{domains: [a], at: ns.example}]}\n",
            "1:36: dns.servers[0].at: \"ns.example\" is not an IP address"),
        row(
            "dns: {servers: [{domains: [a], at: \"192.0.2.1:0\"}]}\n",
            "1:36: dns.servers[0].at: port 0 cannot be asked"),
        row(
            "dns: {servers: [{domains: [a], at: 192.0.2.1}, {domains: [b, A.], at: \"::1\"}]}\n",
            "1:62: dns.servers[1].domains[1]: there is a server for a already"),
        row("inbounds: 127.0.0.1:1\n", "1:11: inbounds: must be a list, each item beginning with"),
        row("inbounds: {listen: x}\n", "1:11: inbounds: must be a list, each item beginning with"),
        row("inbounds:\n  - 127.0.0.1:1\n", "2:5: inbounds[0] must be keys with values"),
        row("inbounds:\n  -\n", "2:4: inbounds[0] must be keys with values, not nothing"),
        row("inbounds: []\n", "1:11: inbounds: needs at least one inbound"),
        row("default:\n  - direct\n", "2:3: default: must be a single value, not a list"),
        row("log:\n  level: {a: b}\n", "2:10: log.level: must be a single value, not a mapping"),
        row("log:\n  level:\n", "2:3: log.level has no value"),
        row("log:\n  level: ~\n", "2:3: log.level has no value"),
        row("log: {access: \"true\"}\n", "1:15: log.access: must stand without quotes"),
        row(
            "limits: {connections: \"5\"}\n",
            "1:23: limits.connections: must stand without quotes"));
  }

  private static List<Row> values() {
    return List.of(
        row(
            "default: drect\n",
            "1:10: default: there is no outbound \"drect\"; did you mean \"direct\"?"),
        row("dns: {prefer: ipv5}\n", "1:15: dns.prefer: \"ipv5\" is not one of auto, ipv4, ipv6"),
        row("log: {access: on}\n", "1:15: log.access: \"on\" is not true or false"),
        row(LISTEN + "    udp: on\n", "3:10: inbounds[0].udp: \"on\" is not true or false"),
        row(
            LISTEN + "    udp: {ports: 9-1}\n",
            "3:18: inbounds[0].udp.ports: 9-1 ends before it begins"),
        row(
            LISTEN + "    udp: {advertise: 0.0.0.0}\n",
            "3:22: inbounds[0].udp.advertise: must be an address that clients can send to"),
        row("log: {access: yes}\n", "1:15: log.access: \"yes\" is not true or false"),
        row("log: {level: on}\n", "1:14: log.level: \"on\" is not one of error, warn"),
        row("timeouts: {idle: 30}\n", "1:18: timeouts.idle: 30 needs a unit: 30ms, 30s, 30m"),
        row("timeouts: {idle: 0}\n", "1:18: timeouts.idle: must be longer than 0"),
        row("timeouts: {idle: 0s}\n", "1:18: timeouts.idle: must be longer than 0"),
        row("timeouts: {idle: -5s}\n", "1:18: timeouts.idle: \"-5s\" is not a duration such as"),
        row("timeouts: {idle: 5 s}\n", "1:18: timeouts.idle: \"5 s\" is not a duration such as"),
        row("timeouts: {idle: 1.5h}\n", "1:18: timeouts.idle: \"1.5h\" is not a duration"),
        row("timeouts: {idle: 5min}\n", "1:18: timeouts.idle: \"5min\" is not a duration"),
        row("timeouts: {idle: 366d}\n", "1:18: timeouts.idle: must not be longer than 365d"),
        row("timeouts: {idle: 999999999999d}\n", "1:18: timeouts.idle: must not be longer than"),
        row("timeouts:\n  half-closed: 0\n", "2:16: timeouts.half-closed: must be longer than 0"),
        row("limits: {connections: 0}\n", "1:23: limits.connections: must be at least 1"),
        row(
            "limits: {connections: -1}\n",
            "1:23: limits.connections: \"-1\" is not a whole number"),
        row("limits: {connections: 1.5}\n", "1:23: limits.connections: \"1.5\" is not a whole"),
        row("limits: {connections: 017}\n", "1:23: limits.connections: YAML reads 017 as an octal"),
        row("limits: {connections: 0x1F}\n", "1:23: limits.connections: \"0x1F\" is not a whole"),
        row("limits: {connections: 9999999999}\n", "1:23: limits.connections: 9999999999 is too"),
        row("limits: {header: 64}\n", "1:18: limits.header: 64 needs a unit: 64B, 64KiB or 64MiB"),
        row("limits: {header: 64KB}\n", "1:18: limits.header: \"64KB\" is not a size such as 512B"),
        row("limits: {header: 0}\n", "1:18: limits.header: must be from 1B to 16MiB"),
        row("limits: {header: 1GiB}\n", "1:18: limits.header: must be from 1B to 16MiB"));
  }

  private static List<Row> listeners() {
    return List.of(
        row("inbounds:\n  - protocol: http\n", "2:5: inbounds[0].listen is missing"),
        row("inbounds:\n  - listen:\n", "2:5: inbounds[0].listen has no value"),
        row(
            "inbounds:\n  - listen: 1080\n",
            "2:13: inbounds[0].listen: \"1080\" is a port without a host; write 127.0.0.1:1080 for"
                + " programs of this machine, or 0.0.0.0:1080 for all"),
        row(
            "inbounds:\n  - listen: 127.0.0.1:x\n",
            "2:13: inbounds[0].listen: \"x\" is not a port"),
        row(
            "inbounds:\n  - listen: 127.0.0.1:70000\n",
            "2:13: inbounds[0].listen: port 70000 is not in 0 to 65535"),
        row(
            "inbounds:\n  - listen: ::1:1080\n",
            "2:13: inbounds[0].listen: an IPv6 address needs brackets"),
        row(LISTEN + "    mode: 0660\n", "3:11: inbounds[0].mode: belongs to a UNIX socket"),
        row(
            "inbounds: [{listen: unix:/s, mode: 0668}]\n",
            "1:36: inbounds[0].mode: \"0668\" is not a mode such as 0600 or 0660"),
        row(
            "inbounds:\n  - protocol: mixed\n    listen: 0.0.0.0:1080\n",
            "3:13: inbounds[0].listen: 0.0.0.0:1080 is not a loopback address and has no users"),
        row(
            "inbounds:\n  - {listen: \"[::]:0\", open: false}\n",
            "2:14: inbounds[0].listen: [::]:0 is not a loopback address and has no users"),
        row(
            "inbounds:\n  - listen: proxy.example:1080\n",
            "2:13: inbounds[0].listen: proxy.example:1080 is not a loopback address"),
        row(
            LISTEN + "  - listen: 127.0.0.1:1081\n  - listen: 127.0.0.1:1080\n",
            "4:13: inbounds[2].listen: 127.0.0.1:1080 is taken by inbounds[0]"));
  }

  private static List<Row> users() {
    return List.of(
        row(LISTEN + "    users:\n", "3:5: inbounds[0].users has no value"),
        row(LISTEN + "    users: {}\n", "3:12: inbounds[0].users: must be user names with"),
        row(LISTEN + "    users: [alice]\n", "3:12: inbounds[0].users: must be user names with"),
        row(LISTEN + "    users:\n      alice:\n", "4:7: inbounds[0].users.alice has no value"),
        row(LISTEN + "    users: {alice: 017}\n", "3:20: inbounds[0].users.alice: needs quotes"),
        row(LISTEN + "    users: {alice: on}\n", "3:20: inbounds[0].users.alice: needs quotes"),
        row(
            LISTEN + "    users: {alice: \"\"}\n",
            "3:20: inbounds[0].users.alice: a password must not be empty"),
        row(
            LISTEN + "    users: {\"\": x}\n",
            "3:13: inbounds[0].users: a user name must not be empty"),
        row(
            LISTEN + "    users: {\"a:b\": x}\n",
            "3:13: inbounds[0].users: a user name must not contain a colon"),
        row(
            LISTEN + "    users:\n      " + "ü".repeat(128) + ": x\n",
            "4:7: inbounds[0].users: a user name must not be longer than 255 bytes"),
        row(
            LISTEN + "    users: {a: " + "x".repeat(256) + "}\n",
            "3:16: inbounds[0].users.a: a password must not be longer than 255 bytes"),
        row(
            LISTEN + "    users:\n      a: ${NOT_SET}\n",
            "4:10: inbounds[0].users.a: environment variable NOT_SET is not set"),
        row(
            LISTEN + "    users:\n      a: ${SET_EMPTY}\n",
            "4:10: inbounds[0].users.a: a password must not be empty"),
        row(
            LISTEN + "    users:\n      a: ${not closed\n",
            "4:10: inbounds[0].users.a: ${ begins the name of an environment variable"));
  }

  private static List<Row> syntax() {
    return List.of(
        row("a:\n\tb: 1\n", "2:1: a tab; indent with blanks"),
        row("default: direct: x\n", "1:16: a key cannot begin here"),
        row("default: @x\n", "1:10: a value cannot begin with @; put it in quotes"),
        row("default: 'direct\n", "1:10: the quote that opens here has no end"),
        row("- a\ndefault: direct\n", "2:1: this does not belong to what is above it"),
        row(
            "dns: {cache: 1m\n",
            "2:1: a comma, or the end of what a bracket or brace has opened, is missing before this"),
        row("inbounds:\n  - listen: [::1]:80\n", "2:14: a value is missing here; put an address"),
        row("a: {b: ${C}}\n", "1:9: a { within braces or brackets; put a value such as ${NAME}"),
        row("[a]: b\n", "1:2: a key must be a single word"),
        row(
            "default: \"\\q\"\n",
            "1:12: a \\ in double quotes begins an escape that is not known; write \\\\, or use single"
                + " quotes"),
        row("default: direct\n---\ndns: {}\n", "3:1: a second YAML document begins here"),
        row("default: *x\n", "1:10: YAML: aliases are not supported"),
        row("default: !!str direct\n", "1:10: YAML: tags are not supported"),
        row("!!str default: direct\n", "1:1: YAML: tags are not supported"),
        row("default: &a direct\n", "1:10: YAML: anchors are not supported"),
        row("dns: &a {cache: 1m}\n", "1:6: YAML: anchors are not supported"),
        row("&a default: direct\n", "1:1: YAML: anchors are not supported"),
        row("rules: [{domains: [a.example, &b b.example], to: block}]\n", "1:31: YAML: anchors"),
        row("default: direct\n# a\u0001\n", "2:4: the character U+0001 is not allowed in YAML"));
  }

  /// What a full disk or an editor that dies leaves. The defaults instead would be a proxy without
  /// users and rules.
  private static List<Row> empty() {
    String message = "1:1: the file has no keys";
    return List.of(
        row("", message),
        row("\uFEFF", message),
        row("\n\n", message),
        row("# inbounds:\n#   - listen: 127.0.0.1:1080\n", message),
        row("%YAML 1.1\n", message),
        row("---\n", "2:1: the file must be keys with values, not nothing"),
        row("null\n", "1:1: the file must be keys with values, not nothing"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isReportedAtItsPosition(Row row) throws IOException {
    Path file = write(row.yaml());
    String expected = file + ":" + row.message();
    String actual = messageOf(file);
    assertEquals(expected, actual.substring(0, Math.min(expected.length(), actual.length())));
    assertEquals(1, actual.lines().count(), () -> "one mistake, one line, not " + actual);
  }

  @Test
  void allMistakesAreReportedInTheOrderOfTheFile() throws IOException {
    Path file =
        write(
            """
            udp: true
            log: {level: loud, acess: true}
            inbounds:
              - listen: 0.0.0.0:1080
              - listen:
            """);
    List<String> places =
        messageOf(file).lines().map(line -> line.substring((file + ":").length())).toList();
    assertEquals(
        List.of("1:1", "2:14", "2:20", "4:13", "5:5"),
        places.stream().map(place -> place.replaceFirst("^(\\d+:\\d+): .*", "$1")).toList());
  }

  @Test
  void invalidUtf8IsReportedAtItsPosition() throws IOException {
    Path file = folder.resolve("latin1.yaml");
    Files.write(file, new byte[] {'#', ' ', 'x', '\n', '#', (byte) 0xfc, '\n'});
    assertEquals(file + ":2:2: not UTF-8 from here on", messageOf(file));
  }

  @Test
  void aPasswordIsNeverReported() throws IOException {
    Path file = write(LISTEN + "    users: {\"a:b\": s3cret, c: s3cret${NOT_SET, d: 's3cret${'}\n");
    String message = messageOf(file);
    assertEquals(-1, message.indexOf("s3cret"), message);
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("heddle.yaml"), yaml);
  }

  private static String messageOf(Path file) {
    return assertThrows(ConfigException.class, () -> ConfigFile.load(file, BadConfigTest::variable))
        .getMessage();
  }

  private static Optional<String> variable(String name) {
    return name.equals("SET_EMPTY") ? Optional.of("") : Optional.empty();
  }
}
