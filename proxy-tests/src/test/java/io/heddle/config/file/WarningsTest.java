package io.heddle.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.config.ConfigOrigin.PlacedWarning;
import io.heddle.config.RuleConfig;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Warnings of what can never work. Files are written with `¶` between lines.
@Tag("codec")
class WarningsTest {
  @TempDir private Path folder;

  private String warnings(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("heddle.yaml"), text.replace('¶', '\n'));
    List<PlacedWarning> warnings = ConfigFile.load(file, _ -> Optional.empty()).origin().warnings();
    return String.join(
        " ¶ ",
        warnings.stream()
            .map(one -> one.text().replace(file + ":", "").replace("" + folder, "DIR"))
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policies: {p: {allow: [b.test,¶x.a.test, 10.0.0.0/7, =c.test], deny: [a.test, 10.0.0.0/8, x.c.test]}} | 2:1: warning: policies.p.allow[1]: x.a.test allows nothing: deny has a.test",
        "rules: [{to: block},¶{domains: [a], to: direct},¶{to: direct}] | 2:1: warning: rules[1]: can never decide, nor can the 1 behind it: rules[0] takes every request",
        "rules: [{domains: [a], to: direct},¶{to: block},¶{ports: [1], to: direct}] | 3:1: warning: rules[2]: can never decide: rules[1] takes every request",
        "rules: [{domains: [a, b.example], to: block},¶{domains: [x.b.example, =a], to: direct}] | 2:1: warning: rules[1]: can never decide: rules[0] takes all that it matches",
        "rules: [{cidrs: [10.0.0.0/8], to: block},¶{cidrs: [10.1.0.0/16, 10.2.3.4], network: udp, to: direct}] | 2:1: warning: rules[1]: can never decide: rules[0] takes all that it matches",
        "rules: [{ports: [1-10], network: tcp, to: block},¶{ports: [2-3, 9], network: tcp, to: block}] | 2:1: warning: rules[1]: can never decide: rules[0] takes all that it matches",
        "rules: [{private: true, to: block},¶{private: true, ports: [1], to: direct}] | 2:1: warning: rules[1]: can never decide: rules[0] takes all that it matches",
        "rules: [{domains: [a], cidrs: [10.0.0.0/8], to: block},¶{domains: [a], cidrs: [10.0.0.0/8], to: direct}] | 1:9: warning: rules[0]: can never match: domains match only names, and cidrs only addresses; give it resolve: true, or make two rules of it ¶ 2:1: warning: rules[1]: can never match: domains match only names, and cidrs only addresses; give it resolve: true, or make two rules of it",
        "inbounds: [{listen: '0.0.0.0:1080', open: true},¶{listen: '127.0.0.1:1080'}] | 2:10: warning: inbounds[1].listen: cannot be open together with inbounds[0]: 0.0.0.0:1080 has the same port, and 0.0.0.0:1080 stands for all addresses",
        "inbounds: [{listen: '[::]:1080', open: true}]¶admin: {listen: '[::1]:1080'} | 2:17: warning: admin.listen: cannot be open together with inbounds[0]: [::]:1080 has the same port, and [::]:1080 stands for all addresses",
        "inbounds: [{listen: '127.0.0.1:1080'}]¶outbounds: {self: {url: 'socks5://127.0.0.1:1080'}} | 2:25: warning: outbounds.self.url: 127.0.0.1:1080 is this proxy itself, by inbounds[0], so requests are refused as a loop",
        "inbounds: [{listen: '0.0.0.0:1080', open: true}]¶outbounds: {self: {url: 'socks5://127.0.0.1:1080'}} | 2:25: warning: outbounds.self.url: 127.0.0.1:1080 is this proxy itself, by inbounds[0], so requests are refused as a loop",
        "lists: {ads: {file: a},¶bad: {file: b}}¶rules: [{lists: [ads], to: block},¶{lists: [ads], domains: [a], to: direct}] | 2:6: warning: lists.bad: is named by no rule ¶ 4:1: warning: rules[1]: can never decide: rules[0] takes all that it matches",
        "inbounds: [{listen: '127.0.0.1:1', users: {alice: x, bob: y}}]¶rules: [{users: [alcie], to: direct}] | 2:18: warning: rules[0].users[0]: no listener has a user \"alcie\"; did you mean \"alice\"?",
        "inbounds:¶- {listen: '127.0.0.1:1', clients: [192.0.2.0/24]} | 2:36: warning: inbounds[0].clients: admit nobody: only clients with a loopback address reach 127.0.0.1:1",
        "rules: [{private: true, cidrs: [8.8.8.0/24, '2001:4860::/32'], to: block}] | 1:9: warning: rules[0]: can never match: private addresses alone are asked for, and its cidrs have none",
        "log: {file: no/such.log} | 1:13: warning: log.file: cannot be written: there is no folder DIR/no",
      })
  void areGivenAtTheirPlaces(String text, String expected) throws Exception {
    assertEquals(expected, warnings(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rules: [{domains: [=a], to: block}, {domains: [a], to: direct}]",
        "rules: [{domains: [a.b], to: block}, {domains: [xa.b, b], to: direct}]",
        "rules: [{domains: [a], to: block}, {to: direct}]",
        "rules: [{domains: [a], ports: [1], to: block}, {domains: [a], to: direct}]",
        "rules: [{domains: [a], to: block}, {cidrs: [10.0.0.0/8], to: direct}]",
        "rules: [{cidrs: [10.0.0.0/8], to: block}, {cidrs: [10.0.0.0/8], resolve: true, to: direct}]",
        "rules: [{cidrs: [0.0.0.0/0], to: block}, {cidrs: ['::/0'], to: direct}]",
        "rules: [{cidrs: [10.0.0.0/8], to: block}, {cidrs: [10.0.0.0/7], to: direct}]",
        "rules: [{ports: [1-2, 3-4], to: block}, {ports: [2-3], to: direct}]",
        "rules: [{network: udp, to: block}, {network: tcp, to: direct}]",
        "rules: [{private: true, to: block}, {cidrs: [10.0.0.0/8], to: direct}]",
        "rules: [{when: {address-in: [10.0.0.0/8]}, to: block}, {domains: [a], to: direct}]",
        "rules: [{when: {address-in: [10.0.0.0/8]}, to: block}, {when: {address-in: [0.0.0.0/0]}, to: direct}]",
        "rules: [{domains: [a], cidrs: [10.0.0.0/8], resolve: true, to: block}]",
        "rules: [{domains: [a], cidrs: [10.0.0.0/8], private: true, resolve: true, to: block}]",
        "lists: {ads: {file: a}, bad: {file: b}}¶rules: [{lists: [ads], to: block}, {lists: [ads, bad], to: direct}]",
        "lists: {ads: {file: a}}¶rules: [{lists: [ads], to: block}, {lists: [ads], resolve: true, to: direct}, {domains: [a], to: direct}]",
        "inbounds: [{listen: '127.0.0.1:1080'}, {listen: '127.0.0.2:1080'}, {listen: '[::1]:1080'}]",
        "inbounds: [{listen: '0.0.0.0:1080', open: true}, {listen: '127.0.0.1:1081'}]",
        "inbounds: [{listen: '0.0.0.0:0', open: true}, {listen: '127.0.0.1:0'}]",
        "outbounds: {a: {url: 'http://127.0.0.1:1081'}, b: {url: 'http://192.0.2.1:1080'}}",
        "outbounds: {a: {url: 'http://192.0.2.1:1'}, b: {url: 'http://127.0.0.1:1080', via: a}}",
        "rules: [{users: [curl], domains: [blk.test], to: block}]",
        "inbounds: [{listen: '127.0.0.1:1', users: {alice: x, bob: y}}]¶rules: [{users: [curl, alice, bo], to: direct}]",
        "inbounds: [{listen: '127.0.0.1:1', clients: [192.0.2.0/24, 127.0.0.1]}]",
        "inbounds: [{listen: '127.0.0.1:1', clients: [0.0.0.0/0]}]",
        "inbounds: [{listen: '0.0.0.0:1', clients: [192.0.2.0/24]}]",
        "rules: [{private: true, cidrs: [0.0.0.0/0], to: block}]",
        "rules: [{private: true, cidrs: [8.8.8.0/24], resolve: true, to: block}]",
        "outbounds: {nobody: {url: 'http://192.0.2.1:1'}}",
        "log: {file: heddle.log}",
      })
  void areNotGivenFalsely(String text) throws Exception {
    assertEquals("", warnings(text));
  }

  /// A new condition of rules must be compared, too: else a rule that has it would seem to hide
  /// others.
  @Test
  void everyConditionOfRulesIsCompared() {
    assertEquals(
        List.of(
            "domains",
            "cidrs",
            "lists",
            "resolve",
            "scope",
            "ports",
            "users",
            "programs",
            "inbounds",
            "network",
            "when",
            "fault",
            "to"),
        Stream.of(RuleConfig.class.getRecordComponents()).map(RecordComponent::getName).toList());
  }
}
