package io.heddle.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.app.ListFileCheck;
import io.heddle.app.TlsFileCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// All mistakes of a file are told at once, in the order of the file, and none that is only due to
/// another.
@Tag("component")
class EveryMistakeTest {
  /// A file with two mistakes of each kind. Each `#` is followed by the beginnings of the messages of
  /// its line, which are separated by `#`.
  private static final String FILE =
      """
      inbounds:
        - {listen: "127.0.0.1:1080", protocol: mixd} # inbounds[0].protocol
        - {listen: "127.0.0.1:1080", users: {alice: x}} # inbounds[1].listen: 127.0.0.1:1080 is taken by inbounds[0]
        - {listen: "0.0.0.0:1081", mode: 0660, protocol: mxed} # inbounds[2].listen: 0.0.0.0:1081 is not # inbounds[2].mode: belongs to # inbounds[2].protocol
        - {listen: "127.0.0.1:1083", tls: {certificate: no.pem, key: no.key, client-ca: no.ca}} # inbounds[3].tls.certificate: # inbounds[3].tls.client-ca # inbounds[3].tls.key:
        - {listen: "127.0.0.1:1084", udp: {advertise: 0.0.0.0}, prootocol: socks} # inbounds[4].udp.advertise # unknown key "prootocol"
        - {listen: "127.0.0.1:1085", tls: {certificate: no.pem}} # inbounds[5].tls.certificate: # inbounds[5].tls.key is missing
      outbounds:
        a: {via: b, url: "htp://a.example:1"} # outbounds.a.url
        b: {via: c, url: "http://b.example:1"}
        c: {via: b, url: "http://c.example:1"} # outbounds.c: leads back to itself: b → c → b
        d: {first-available: [d, direct]} # outbounds.d: leads back to itself: d → d
        e: {first-available: [gone, a, gome], balance: [direct]} # outbounds.e: needs one of # outbounds.e.first-available[0]: there is no outbound "gone" # outbounds.e.first-available[2]: there is no
        "f g": {url: "http://f.example:1", http2: never, via: gone} # outbounds.f g: a name is made # outbounds.f g.http2: belongs # outbounds.f g.via: there is no
        h: {url: "socks5://h.example:1", headers: {a: b}, tls: {server-name: x, insecure: true, ca: no.ca}} # outbounds.h.headers: only HTTP # outbounds.h.tls.ca: has no meaning
        i: {url: "https://i.example:1", headers: {Host: x, "a b": c, Y: "{z}"}, tls: {ca: no.ca, certificate: no.pem, key: no.key}} # outbounds.i.headers: Host # outbounds.i.headers: "a b" # outbounds.i.headers: there is no placeholder # outbounds.i.tls.ca # outbounds.i.tls.certificate # outbounds.i.tls.key
        k: {url: "https://k.example:1", tls: {ca: no.ca, certificate: no.pem}} # outbounds.k.tls.ca: # outbounds.k.tls.certificate: # outbounds.k.tls.key: is missing: certificate and key belong together
        l: {url: "https://l.example:1", tls: {key: no.key}} # outbounds.l.tls.certificate: is missing: # outbounds.l.tls.key:
        block: {url: "http://j.example:1"} # outbounds.block: is built in
      lists:
        gone: {file: no.hosts} # lists.gone.file: DIR/no.hosts: no such file
        folder: {file: "."} # lists.folder.file: DIR: it is a folder
        named: {fil: x.hosts} # unknown key "fil"
      rules:
        - {domains: [a], to: nowhere} # rules[0].to
        - {cidrs: [10.0.0.1/8], ports: [x], to: nobody} # rules[1].cidrs[0] # rules[1].ports[0] # rules[1].to
        - {domains: [a], resolve: true, to: direct} # rules[2].resolve
        - {inbounds: ["127.0.0.1:9", "127.0.0.1:1083"], to: direct}
        - {users: [bob], to: dirct} # rules[4].to
      default: nothing # default: there is no outbound "nothing"
      dns: {timeout: 0, cache: 400d, prefer: ipv5} # dns.cache # dns.prefer # dns.timeout
      timeouts: {connect: 0, idle: 400d, drain: 5} # timeouts.connect # timeouts.drain # timeouts.idle
      limits: {connections: 0, header: 0, connections-per-client: x} # limits.connections: # limits.connections-per-client # limits.header
      log: {level: loud, format: xml} # log.format # log.level
      admin: {listen: "0.0.0.0:1", password: ""} # admin.password
      defalt: direct # unknown key "defalt"
      """;

  @TempDir private Path folder;

  private List<String> mistakes(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("heddle.yaml"), text);
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () ->
                ConfigFile.load(
                    file, _ -> Optional.empty(), new TlsFileCheck(), ListFileCheck::check));
    return e.getMessage()
        .lines()
        .map(line -> line.replace(file + ":", "").replace(folder.toString(), "DIR"))
        .toList();
  }

  @Test
  void areToldAtOnceInTheOrderOfTheFile() throws Exception {
    tells(FILE);
  }

  /// Users of rules may be commands, so none is unknown; listeners are known if the inbounds are.
  @Test
  void areToldOfRulesThatNameUsersAndListeners() throws Exception {
    tells(
        """
        inbounds:
          - {listen: "127.0.0.1:1080", users: {alice: x}, udp: yes} # inbounds[0].udp
        rules:
          - {users: [bob, alice, eve], to: dirct} # rules[0].to
          - {inbounds: ["127.0.0.1:9", "127.0.0.1:1080"], to: direct} # rules[1].inbounds[0]
        """);
  }

  /// Compares the messages of each line with the beginnings that the line has.
  private void tells(String text) throws Exception {
    List<String> lines = text.lines().toList();
    List<String> expected =
        IntStream.range(0, lines.size())
            .boxed()
            .flatMap(i ->
                Stream.of(lines.get(i).split(" # ", -1))
                    .skip(1)
                    .sorted()
                    .map(one -> i + 1 + " " + one))
            .toList();
    List<String> found =
        mistakes(text).stream()
            .map(line -> line.replaceFirst("^(\\d+):\\d+: ", "$1 "))
            .collect(
                Collectors.groupingBy(EveryMistakeTest::line, TreeMap::new, Collectors.toList()))
            .values()
            .stream()
            .flatMap(ofLine -> ofLine.stream().sorted())
            .toList();
    List<String> beginnings =
        IntStream.range(0, found.size())
            .mapToObj(i ->
                i < expected.size() && found.get(i).startsWith(expected.get(i))
                    ? expected.get(i)
                    : found.get(i))
            .toList();
    assertEquals(String.join("\n", expected), String.join("\n", beginnings));
    List<Integer> order =
        mistakes(text).stream().map(line -> Integer.valueOf(line.split(":", 2)[0])).toList();
    assertEquals(order.stream().sorted().toList(), order);
  }

  private static int line(String mistake) {
    return Integer.parseInt(mistake.split(" ", 2)[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "outbound: {a: {url: 'http://a:1'}}¶rules: [{to: a}] | 1:1: unknown key \"outbound\"; did you mean \"outbounds\"?",
        "outbounds: [a]¶rules: [{to: a}] | 1:12: outbounds: must be a mapping of names to values, not a list",
        "outbounds: {a: {ulr: 'http://a:1'}}¶rules: [{to: a}] | 1:17: unknown key \"ulr\" in outbounds.a; did you mean \"url\"?",
        "outbounds: {a: {url: 'a:1', tls: {insecure: true}}} | 1:22: outbounds.a.url",
        "inbounds: [{lisen: '127.0.0.1:9'}]¶rules: [{inbounds: ['127.0.0.1:9'], to: direct}] | 1:13: unknown key \"lisen\" in inbounds[0]; did you mean \"listen\"?",
        "inbounds: [{listen: '0.0.0.0:9', user: {a: b}}]¶rules: [{users: [a], to: direct}] | 1:34: unknown key \"user\" in inbounds[0]; did you mean \"users\"?",
        "inbounds: []¶rules: [{inbounds: ['127.0.0.1:9'], to: direct}] | 1:11: inbounds: needs at least one inbound",
        "rules: [{cidr: [10.0.0.0/8], resolve: true, to: direct}] | 1:10: unknown key \"cidr\" in rules[0]; did you mean \"cidrs\"?",
      })
  void areToldWithoutTheirConsequences(String text, String message) throws Exception {
    List<String> found = mistakes(text.replace('¶', '\n'));
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.getFirst().startsWith(message), found::toString);
  }
}
