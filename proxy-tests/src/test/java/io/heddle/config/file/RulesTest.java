package io.heddle.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern;
import io.heddle.address.PortRange;
import io.heddle.config.Config;
import io.heddle.config.FaultConfig;
import io.heddle.config.Percent;
import io.heddle.config.RuleConfig;
import io.heddle.config.Size;
import io.heddle.request.ResolvePolicy;
import io.heddle.request.TransportProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("codec")
class RulesTest {
  @TempDir private Path folder;

  @Test
  void aRuleMayHaveAllConditions() throws Exception {
    String text =
        """
        inbounds: [{listen: "127.0.0.1:1080", users: {alice: "s3cret"}}]
        lists: {ads: {file: ads.hosts}}
        rules:
          - {domains: [corp.example, "=a.example"], cidrs: [10.0.0.0/8, "fd00::/8"], lists: [ads], resolve: true,
             private: true, ports: [22, 8000-9000], users: [alice], programs: [git], inbounds: ["127.0.0.1:1080"],
             network: udp, when: {address-in: [10.20.0.0/16]},
             fault: {delay: 300ms, jitter: 50ms, rate: 64KiB, refuse: 0.5%, reset-after: 0},
             to: direct}
        """;
    RuleConfig expected =
        new RuleConfig(
            List.of(DomainPattern.parse("corp.example"), DomainPattern.parse("=a.example")),
            List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("fd00::/8")),
            List.of("ads"),
            ResolvePolicy.IF_NEEDED,
            RuleConfig.TargetScope.PRIVATE,
            List.of(PortRange.parse("22"), PortRange.parse("8000-9000")),
            List.of("alice"),
            List.of("git"),
            List.of("127.0.0.1:1080"),
            Optional.of(TransportProtocol.UDP),
            new RuleConfig.WhenConfig(List.of(Cidr.parse("10.20.0.0/16"))),
            Optional.of(
                new FaultConfig(
                    Optional.of(Duration.ofMillis(300)),
                    Optional.of(Duration.ofMillis(50)),
                    Optional.of(Size.kibibytes(64)),
                    Optional.of(new Percent(50)),
                    Optional.of(new Size(0)))),
            "direct");
    assertEquals(List.of(expected), load(text).rules());
  }

  @Test
  void theEffectiveConfigurationGivesTheSameRules() throws Exception {
    Config config =
        load(
            "lists: {ads: {file: a/b}}\n"
                + "rules: [{ports: [1-2], to: block}, {domains: [=a], private: true,"
                + " when: {address-in: [10.0.0.0/8]}, to: direct},"
                + " {lists: [ads], resolve: true, to: block}]");
    Config printed = load(ConfigPrinter.print(config));
    assertEquals(config.rules(), printed.rules());
    assertEquals(config.lists(), printed.lists());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rules: [{to: blok}]|1:14: rules[0].to: there is no outbound \"blok\"; did you mean \"block\"?",
        "default: dircet|1:10: default: there is no outbound \"dircet\"; did you mean \"direct\"?",
        "rules: [{domains: [a]}]|1:9: rules[0].to is missing",
        "rules: [{domains: [], to: block}]|1:19: rules[0].domains: must be a list such as [a, b], with at least one value",
        "rules: [{domains: a, to: block}]|1:19: rules[0].domains: must be a list such as [a, b], with at least one value",
        "rules: [{domain: [a], to: block}]|1:10: unknown key \"domain\" in rules[0]; did you mean \"domains\"?",
        "rules: [{cidrs: [10.0.0.1/8], to: block}]|1:18: rules[0].cidrs[0]: \"10.0.0.1/8\" has bits behind its prefix; its block is 10.0.0.0/8",
        "rules: [{ports: [9-8], to: block}]|1:18: rules[0].ports[0]: 9-8 ends before it begins",
        "rules: [{resolve: true, to: block}]|1:19: rules[0].resolve: has no meaning without cidrs or lists",
        "rules: [{lists: [adz], to: block}]|1:18: rules[0].lists[0]: there is no list \"adz\"",
        "{lists: {ads: {file: a}}, rules: [{lists: [adz], to: block}]}|1:44: rules[0].lists[0]: there is no list \"adz\"; did you mean \"ads\"?",
        "lists: {ads: {}}|1:14: lists.ads.file is missing",
        "lists: {ads: {files: [a]}}|1:15: unknown key \"files\" in lists.ads; did you mean \"file\"?",
        "lists: {a b: {file: a}}|1:14: lists.a b: a name is made of letters, digits, _ and -",
        "lists: [ads.hosts]|1:8: lists: must be a mapping of names to values, not a list",
        "rules: [{privat: true, to: block}]|1:10: unknown key \"privat\" in rules[0]; did you mean \"private\"?",
        "rules: [{private: yes, to: block}]|1:19: rules[0].private: \"yes\" is not true or false",
        "rules: [{when: {adress-in: [10.0.0.0/8]}, to: block}]|1:17: unknown key \"adress-in\" in rules[0].when; did you mean \"address-in\"?",
        "rules: [{when: {address-in: [10.20.0.1/16]}, to: block}]|1:30: rules[0].when.address-in[0]: \"10.20.0.1/16\" has bits behind its prefix; its block is 10.20.0.0/16",
        "rules: [{when: [10.0.0.0/8], to: block}]|1:16: rules[0].when must be keys with values, not a list",
        "rules: [{fault: {}, to: direct}]|1:17: rules[0].fault: needs delay, rate, refuse or reset-after",
        "rules: [{fault: {jitter: 1ms}, to: direct}]|1:26: rules[0].fault.jitter: has no meaning without delay",
        "rules: [{fault: {delay: 1ms, jitter: 2ms}, to: direct}]|1:38: rules[0].fault.jitter: must not be longer than delay",
        "rules: [{fault: {delay: 0}, to: direct}]|1:25: rules[0].fault.delay: must be longer than 0",
        "rules: [{fault: {rate: 0}, to: direct}]|1:24: rules[0].fault.rate: must be more than 0",
        "rules: [{fault: {rate: 64KB}, to: direct}]|1:24: rules[0].fault.rate: \"64KB\" is not a size such as 512B, 64KiB or 1MiB",
        "rules: [{fault: {refuse: 10}, to: direct}]|1:26: rules[0].fault.refuse: 10 needs the sign: 10%",
        "rules: [{fault: {refuse: 101%}, to: direct}]|1:26: rules[0].fault.refuse: a percentage must be between 0% and 100%",
        "rules: [{fault: {refuse: 0%}, to: direct}]|1:26: rules[0].fault.refuse: must be more than 0%",
        "rules: [{fault: {latency: 1s}, to: direct}]|1:18: unknown key \"latency\" in rules[0].fault; known here: delay, jitter, rate, refuse, reset-after",
        "rules: [{fault: {delay: 1s}, to: block}]|1:17: rules[0].fault: has no meaning with to: block, which refuses all",
        "rules: [{domains: [127.0.0.1], to: block}]|1:20: rules[0].domains[0]: \"127.0.0.1\" is no name; addresses and blocks belong to cidrs",
        "rules: [{domains: [10.0.0.0/8], to: block}]|1:20: rules[0].domains[0]: \"10.0.0.0/8\" is no name; addresses and blocks belong to cidrs",
        "users: {a: b}|1:1: unknown key \"users\"; it belongs to an item of inbounds",
        "inbounds: [{listen: '[::1'}]|1:21: inbounds[0].listen: no ] before the port in \"[::1\"",
        "rules: [{when: {}, to: block}]|1:16: rules[0].when.address-in is missing",
        "rules: [{inbounds: [\"127.0.0.1:1081\"], to: block}]|1:21: rules[0].inbounds[0]: there is no inbound \"127.0.0.1:1081\"; did you mean \"127.0.0.1:1080\"?",
      })
  void mistakesAreReportedAtTheirPositions(String text, String problem) {
    ConfigException e = assertThrows(ConfigException.class, () -> load(text));
    assertEquals(folder.resolve("heddle.yaml") + ":" + problem, e.getMessage());
  }

  private Config load(String text) throws IOException, ConfigException {
    Path file = folder.resolve("heddle.yaml");
    Files.writeString(file, text);
    return ConfigFile.load(file, _ -> Optional.empty());
  }
}
